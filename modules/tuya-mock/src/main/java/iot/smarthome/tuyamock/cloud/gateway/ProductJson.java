package iot.smarthome.tuyamock.cloud.gateway;

import iot.smarthome.tuyamock.cloud.entity.Access;
import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import iot.smarthome.tuyamock.cloud.entity.PointType;
import iot.smarthome.tuyamock.cloud.entity.Product;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Products as they are written down: Tuya's specification of a device, a product schema of data
 * points, our own stock, and our state file. What is no such thing is an {@link
 * IllegalArgumentException} that says where.
 */
public final class ProductJson {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String VALUES = "values";
  private static final String FUNCTION_VALUES = "functionValues";
  private static final String CODE = "code";

  private ProductJson() {}

  /**
   * From a device's specification.
   *
   * @param specification {@code {functions[{code, type, values}], status[{code, type, values}]}},
   *     {@code values} a text that holds JSON
   * @param status JSON text by code of what the device tells first
   */
  public static Product ofSpecification(
      String id,
      String category,
      String name,
      JsonObject specification,
      Map<String, String> status) {
    Map<String, JsonObject> functions = byCode(specification, "functions");
    Map<String, JsonObject> reports = byCode(specification, "status");
    Map<String, JsonObject> all = new LinkedHashMap<>(reports);
    all.putAll(functions);
    List<DataPoint> points = new ArrayList<>();
    all.forEach(
        (code, item) ->
            points.add(
                point(
                    points.size() + 1,
                    code,
                    code,
                    !functions.containsKey(code)
                        ? Access.READ_ONLY
                        : reports.containsKey(code) ? Access.READ_WRITE : Access.WRITE_ONLY,
                    item.getString("type", ""),
                    reports.getOrDefault(code, item).getString(VALUES, "{}"),
                    item.getString(VALUES, "{}"),
                    status.get(code))));
    return new Product(id, category, name, points);
  }

  private static Map<String, JsonObject> byCode(JsonObject specification, String list) {
    Map<String, JsonObject> items = new LinkedHashMap<>();
    JsonArray array = specification.getJsonArray(list);
    if (array != null) {
      for (JsonObject item : array.getValuesAs(JsonObject.class)) {
        items.put(item.getString(CODE), item);
      }
    }
    return items;
  }

  /**
   * From a product schema.
   *
   * @param schema {@code {productId, dps[{dpId, code, mode, type, unit?, min?, max?, scale?, step?,
   *     range?, label?, maxlen?}]}}
   */
  public static Product ofSchema(JsonObject schema, String category, String name) {
    String id = schema.getString("productId", "");
    if (id.isBlank() || !(schema.get("dps") instanceof JsonArray dps)) {
      throw new IllegalArgumentException("A product schema has productId and dps");
    }
    List<DataPoint> points = new ArrayList<>();
    for (JsonObject dp : dps.getValuesAs(JsonObject.class)) {
      String type = dp.getString("type", "");
      String code = dp.getString(CODE);
      Access access =
          Access.of(dp.getString("mode", "rw"))
              .orElseThrow(() -> refused(id, code, "mode", dp.get("mode")));
      String values = valuesOf(dp).toString();
      DataPoint point = point(dp.getInt("dpId"), code, code, access, type, values, values, null);
      points.add(access.isReadable() ? beginning(point, first(point)) : point);
    }
    return new Product(id, category, name, points);
  }

  private static JsonObject valuesOf(JsonObject dp) {
    JsonObjectBuilder values = JSON.createObjectBuilder();
    boolean number = dp.getString("type", "").equals(PointType.INTEGER.model());
    for (String key : List.of("unit", "min", "max", "scale", "step", "range", "label", "maxlen")) {
      if (dp.containsKey(key) && !(number && key.equals("range"))) {
        values.add(key, dp.get(key));
      }
    }
    if (number && !dp.containsKey("scale")) {
      values.add("scale", 0);
    }
    return values.build();
  }

  private static String first(DataPoint point) {
    return switch (point.type()) {
      case BOOLEAN -> "false";
      case INTEGER -> Long.toString(Math.round(point.least() + (point.most() - point.least()) / 4));
      case ENUM ->
          point.words().isEmpty() ? "\"\"" : JSON.createValue(point.words().get(0)).toString();
      case STRING, RAW -> "\"\"";
      case JSON -> "\"{}\"";
      case BITMAP -> "0";
    };
  }

  /**
   * From our stock.
   *
   * @param product {@code {name, functions[[code, type, values, initial, modelCode?]], status[…]}}
   */
  public static Product ofStock(String id, String category, JsonObject product) {
    List<DataPoint> points = new ArrayList<>();
    for (String list : List.of("functions", "status")) {
      if (product.containsKey(list)) {
        for (JsonArray item : product.getJsonArray(list).getValuesAs(JsonArray.class)) {
          String code = item.getString(0);
          points.add(
              point(
                  points.size() + 1,
                  code,
                  item.size() > 4 ? item.getString(4) : code,
                  list.equals("functions") ? Access.READ_WRITE : Access.READ_ONLY,
                  item.getString(1),
                  item.getJsonObject(2).toString(),
                  item.getJsonObject(2).toString(),
                  item.get(3).toString()));
        }
      }
    }
    return new Product(id, category, product.getString("name"), points);
  }

  static JsonObject written(Product product) {
    JsonArrayBuilder points = JSON.createArrayBuilder();
    for (DataPoint point : product.points()) {
      JsonObjectBuilder json =
          JSON.createObjectBuilder()
              .add("id", point.id())
              .add(CODE, point.code())
              .add("modelCode", point.modelCode())
              .add("access", point.access().code())
              .add("type", point.type().standard())
              .add(VALUES, point.values());
      if (!point.functionValues().equals(point.values())) {
        json.add(FUNCTION_VALUES, point.functionValues());
      }
      if (point.initial() != null) {
        json.add("initial", point.initial());
      }
      points.add(json);
    }
    return JSON.createObjectBuilder()
        .add("id", product.id())
        .add("category", product.category())
        .add("name", product.name())
        .add("points", points)
        .build();
  }

  static Product read(JsonObject json) {
    List<DataPoint> points = new ArrayList<>();
    for (JsonObject point : json.getJsonArray("points").getValuesAs(JsonObject.class)) {
      points.add(
          point(
              point.getInt("id"),
              point.getString(CODE),
              point.getString("modelCode"),
              Access.of(point.getString("access")).orElseThrow(),
              point.getString("type"),
              point.getString(VALUES),
              point.getString(FUNCTION_VALUES, point.getString(VALUES)),
              point.getString("initial", null)));
    }
    return new Product(
        json.getString("id"), json.getString("category"), json.getString("name"), points);
  }

  private static DataPoint point(
      int id,
      String code,
      String modelCode,
      Access access,
      String type,
      String values,
      String functionValues,
      String initial) {
    PointType known =
        PointType.of(type)
            .orElseThrow(
                () -> new IllegalArgumentException("The type of " + code + " is unknown: " + type));
    JsonObject limits = object(code, values);
    return new DataPoint(
        id,
        code,
        modelCode,
        access,
        known,
        values,
        functionValues,
        number(limits, "min", 0),
        number(limits, "max", Integer.MAX_VALUE),
        (int) number(limits, "scale", 0),
        words(limits),
        initial);
  }

  private static DataPoint beginning(DataPoint point, String initial) {
    return new DataPoint(
        point.id(),
        point.code(),
        point.modelCode(),
        point.access(),
        point.type(),
        point.values(),
        point.functionValues(),
        point.least(),
        point.most(),
        point.scale(),
        point.words(),
        initial);
  }

  private static JsonObject object(String code, String values) {
    try (JsonReader reader = JSON.createReader(new StringReader(values))) {
      return reader.readObject();
    } catch (JsonException e) {
      throw new IllegalArgumentException("The values of " + code + " hold no JSON object", e);
    }
  }

  private static double number(JsonObject limits, String name, double otherwise) {
    return limits.get(name) instanceof JsonNumber number ? number.doubleValue() : otherwise;
  }

  private static List<String> words(JsonObject limits) {
    JsonValue list = limits.containsKey("range") ? limits.get("range") : limits.get("label");
    List<String> words = new ArrayList<>();
    if (list instanceof JsonArray array) {
      array.forEach(
          word -> words.add(word instanceof JsonString text ? text.getString() : word.toString()));
    }
    return words;
  }

  private static IllegalArgumentException refused(
      String product, String code, String field, JsonValue value) {
    return new IllegalArgumentException(
        "Product " + product + ", data point " + code + ": unknown " + field + " " + value);
  }
}
