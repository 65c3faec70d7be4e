package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  private final JsonObject products;

  public Stock() {
    try (InputStream in = Stock.class.getResourceAsStream(PRODUCTS);
        JsonReader reader = Json.createReader(in)) {
      products = reader.readObject();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public Set<String> categories() {
    return products.keySet();
  }

  /** The device of a bind code; empty when it is none of the stock's. */
  public Optional<CloudDevice> make(String bindCode) {
    Matcher matcher = CODE.matcher(bindCode);
    if (!matcher.matches() || !products.containsKey(matcher.group(1))) {
      return Optional.empty();
    }
    String category = matcher.group(1);
    JsonObject product = products.getJsonObject(category);
    Map<String, String> status = new LinkedHashMap<>();
    JsonArray functions = items(product, "functions", status);
    JsonArray reports = items(product, "status", status);
    JsonArrayBuilder all = Json.createArrayBuilder(functions);
    reports.forEach(all::add);
    JsonObject specification =
        Json.createObjectBuilder()
            .add("category", category)
            .add("functions", functions)
            .add("status", all)
            .build();
    String digits =
        UUID.nameUUIDFromBytes(bindCode.getBytes(StandardCharsets.UTF_8))
            .toString()
            .replace("-", "");
    return Optional.of(
        new CloudDevice(
            "bf" + digits.substring(0, 18),
            bindCode,
            "stock" + category.replace(".", "") + "0001",
            category,
            product.getString("name") + " " + matcher.group(2),
            specification.toString(),
            status));
  }

  private static JsonArray items(JsonObject product, String kind, Map<String, String> status) {
    JsonArrayBuilder items = Json.createArrayBuilder();
    if (product.containsKey(kind)) {
      for (JsonArray item : product.getJsonArray(kind).getValuesAs(JsonArray.class)) {
        items.add(
            Json.createObjectBuilder()
                .add("code", item.getString(0))
                .add("type", item.getString(1))
                // Tuya gives the values as a text that holds JSON
                .add("values", item.getJsonObject(2).toString()));
        status.put(item.getString(0), item.get(3).toString());
      }
    }
    return items.build();
  }
}
