package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.Product;
import iot.smarthome.tuyamock.cloud.gateway.ProductJson;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Devices that are made when their bind code is asked for: {@code STOCK-<category>-<n>}. The same
 * code always makes the same device.
 */
@ApplicationScoped
public class Stock {

  private static final Pattern CODE = Pattern.compile("STOCK-([a-z0-9.]{2,12})-(\\d{1,9})");
  private static final String PRODUCTS = "/tuya/products.json";
  private static final String PREFIX = "stock";

  private final Map<String, Product> products = new LinkedHashMap<>();

  public Stock() {
    try (InputStream in = Stock.class.getResourceAsStream(PRODUCTS);
        JsonReader reader = JsonProvider.provider().createReader(in)) {
      JsonObject all = reader.readObject();
      for (String category : all.keySet()) {
        String id = PREFIX + category.replace(".", "") + "0001";
        products.put(category, ProductJson.ofStock(id, category, all.getJsonObject(category)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Set<String> categories() {
    return products.keySet();
  }

  /** Whether the product is one of ours, whose codes mean what we know. */
  public static boolean isOfStock(Product product) {
    return product.id().startsWith(PREFIX);
  }

  public Collection<Product> products() {
    return products.values();
  }

  public Optional<Product> product(String category) {
    return Optional.ofNullable(products.get(category));
  }

  /** The device of a bind code; empty when it is none of the stock's. */
  public Optional<CloudDevice> make(String bindCode) {
    Matcher matcher = CODE.matcher(bindCode);
    if (!matcher.matches() || !products.containsKey(matcher.group(1))) {
      return Optional.empty();
    }
    Product product = products.get(matcher.group(1));
    return Optional.of(
        new CloudDevice(
            deviceId(bindCode), bindCode, product, product.name() + " " + matcher.group(2)));
  }

  /** Always the same id for the same code. */
  static String deviceId(String bindCode) {
    return "bf"
        + UUID.nameUUIDFromBytes(bindCode.getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "")
            .substring(0, 18);
  }
}
