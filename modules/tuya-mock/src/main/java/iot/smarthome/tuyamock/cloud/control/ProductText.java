package iot.smarthome.tuyamock.cloud.control;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import iot.smarthome.tuyamock.cloud.entity.PointType;
import iot.smarthome.tuyamock.cloud.entity.Product;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.function.Function;
import java.util.function.Predicate;

/** A product in Tuya's two vocabularies. */
public final class ProductText {

  private ProductText() {}

  /** The standard one: {@code {category, functions[], status[]}}, values as texts. */
  public static JsonObject specification(Product product) {
    return JSON.createObjectBuilder()
        .add("category", product.category())
        .add(
            "functions",
            items(product, point -> point.access().isWritable(), DataPoint::functionValues))
        .add("status", items(product, point -> point.access().isReadable(), DataPoint::values))
        .build();
  }

  private static JsonArrayBuilder items(
      Product product, Predicate<DataPoint> wanted, Function<DataPoint, String> values) {
    JsonArrayBuilder items = JSON.createArrayBuilder();
    product.points().stream()
        .filter(wanted)
        .forEach(
            point ->
                items.add(
                    JSON.createObjectBuilder()
                        .add("code", point.code())
                        .add("type", point.type().standard())
                        .add("values", values.apply(point))));
    return items;
  }

  /** The thing model, {@code {modelId, services[{properties[…]}]}}. */
  public static JsonObject model(Product product) {
    JsonArrayBuilder properties = JSON.createArrayBuilder();
    for (DataPoint point : product.points()) {
      properties.add(
          JSON.createObjectBuilder()
              .add("abilityId", point.id())
              .add("accessMode", point.access().code())
              .add("code", point.modelCode())
              .add("description", "")
              .add("name", point.modelCode())
              .add("typeSpec", typeSpec(point)));
    }
    JsonArray nothing = JSON.createArrayBuilder().build();
    JsonObjectBuilder service =
        JSON.createObjectBuilder()
            .add("actions", nothing)
            .add("code", "")
            .add("description", "")
            .add("events", nothing)
            .add("name", "default")
            .add("properties", properties);
    return JSON.createObjectBuilder()
        .add("modelId", product.id())
        .add("services", JSON.createArrayBuilder().add(service))
        .build();
  }

  private static JsonObject typeSpec(DataPoint point) {
    // a JSON of the standard vocabulary is a text to the model
    JsonObject limits =
        point.type() == PointType.JSON
            ? JSON.createObjectBuilder().add("maxlen", 255).build()
            : JsonText.value(point.values()).asJsonObject();
    return JSON.createObjectBuilder(limits).add("type", point.type().model()).build();
  }
}
