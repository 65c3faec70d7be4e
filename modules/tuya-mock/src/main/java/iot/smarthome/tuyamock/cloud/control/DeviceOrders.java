package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.Product;
import iot.smarthome.tuyamock.cloud.gateway.ProductJson;
import iot.smarthome.tuyamock.cloud.gateway.ProductSchemas;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes devices as they are ordered. */
@ApplicationScoped
public class DeviceOrders {

  /** As many as fit into a heap of a gigabyte. */
  public static final int MOST = 200_000;

  private final Devices devices;
  private final Products products;
  private final Stock stock;

  /** For the container's proxy. */
  protected DeviceOrders() {
    this(null, null, null);
  }

  @Inject
  public DeviceOrders(Devices devices, Products products, Stock stock) {
    this.devices = devices;
    this.products = products;
    this.stock = stock;
  }

  /**
   * Makes devices of one product, or one of each product.
   *
   * @param order what the product is: {@code {stock: category}}; {@code {schema: {productId,
   *     dps}}}; {@code {product: id}} of one that is known; {@code {everyProduct: true}}; {@code
   *     {device: {category, product_id, product_name, name}, specification, status}} as Tuya
   *     describes a device; or {@code {category, productId, name, specification, status}}. How
   *     many, and where: {@code count} 1, {@code bindCode} (and a number where it is several),
   *     {@code name}, {@code assetId} none: they are bound to nobody
   * @throws IllegalArgumentException saying what is wrong with the order
   * @throws CloudError 1106 for an asset that is not there, 1109 for a bind code that is in use
   */
  public List<CloudDevice> make(JsonObject order) {
    Collection<Product> wanted =
        order.getBoolean("everyProduct", false) ? products.all() : List.of(product(order));
    int count = order.getInt("count", 1);
    if (count < 1 || (long) count * wanted.size() > MOST) {
      throw new IllegalArgumentException(
          "count is 1 to " + MOST + " devices in all, and not " + count);
    }
    String code =
        order.getString("bindCode", "MADE-" + UUID.randomUUID().toString().substring(0, 13));
    boolean several = count > 1 || wanted.size() > 1;
    String asset = order.getString("assetId", null);
    List<CloudDevice> made = new ArrayList<>();
    for (Product product : wanted) {
      String name = order.getString("name", product.name());
      for (int i = 0; i < count; i++) {
        int number = made.size() + 1;
        made.add(
            devices.make(
                product,
                several ? code + "-" + number : code,
                several ? name + " " + number : name,
                asset));
      }
    }
    return made;
  }

  private Product product(JsonObject order) {
    if (order.containsKey("stock")) {
      String category = order.getString("stock");
      return stock
          .product(category)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "The stock has no category " + category + ", but " + stock.categories()));
    }
    if (order.containsKey("product")) {
      String id = order.getString("product");
      return products
          .find(id)
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "No product "
                          + id
                          + " is known: give its schema, or name a file of schemas"
                          + " by smarthome.mock.product-schemas"));
    }
    Product product = described(order);
    products.add(product);
    return product;
  }

  private static Product described(JsonObject order) {
    try {
      if (order.containsKey("schema")) {
        return ProductJson.ofSchema(
            order.getJsonObject("schema"),
            order.getString("category", ProductSchemas.OTHER),
            order.getString("name", "Product"));
      }
      JsonObject device = order.containsKey("device") ? order.getJsonObject("device") : order;
      String category = device.getString("category");
      return ProductJson.ofSpecification(
          device.getString("product_id", device.getString("productId", null)),
          category,
          device.getString("product_name", device.getString("name", category)),
          order.getJsonObject("specification"),
          values(order.getJsonArray("status")));
    } catch (NullPointerException | ClassCastException e) {
      throw new IllegalArgumentException(
          "A field is missing or of another type; give stock, product, schema {productId, dps}, or"
              + " category, productId, specification {functions[], status[]}, status [{code, value}]",
          e);
    }
  }

  /** JSON text by code of a list of {@code {code, value}}; nothing for no list. */
  public static Map<String, String> values(JsonArray status) {
    Map<String, String> values = new LinkedHashMap<>();
    if (status != null) {
      for (JsonObject item : status.getValuesAs(JsonObject.class)) {
        JsonValue value = item.get("value");
        if (value == null) {
          throw new IllegalArgumentException("A status without a value: " + item);
        }
        values.put(item.getString("code"), value.toString());
      }
    }
    return values;
  }
}
