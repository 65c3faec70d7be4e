package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.DataPoint;
import iot.smarthome.tuya.messages.entity.Specification;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Corrections of specifications that are known to be wrong, by product: {@code
 * product-overrides.json}, and a file of the same form that the operator may give. A product of the
 * operator's replaces ours.
 */
public final class ProductOverrides {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Set<String> CONSTRAINTS =
      Set.of("type", "unit", "scale", "min", "max", "range", "label", "unitAbove");
  private static final Set<String> TYPES =
      Set.of("Integer", "Boolean", "Enum", "String", "Json", "Raw", "Bitmap");

  private record Correction(String type, Map<String, Object> values) {}

  private final Map<String, Map<String, Correction>> products = new HashMap<>();

  /** Ours alone. */
  public ProductOverrides() {
    this(Optional.empty());
  }

  /**
   * @param more the operator's file
   * @throws IllegalArgumentException when the file makes no sense: the adapter does not start by
   *     halves
   */
  public ProductOverrides(Optional<Path> more) {
    try (InputStream in =
        ProductOverrides.class.getResourceAsStream("/tuya/product-overrides.json")) {
      add("product-overrides.json", in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (more.isPresent()) {
      try (InputStream in = Files.newInputStream(more.get())) {
        add(more.get().toString(), in);
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "smarthome.tuya.product-overrides: cannot read " + more.get(), e);
      }
    }
  }

  private void add(String name, InputStream in) {
    try (JsonReader reader = JSON.createReader(in)) {
      JsonObject all = reader.readObject().getJsonObject("products");
      all.forEach(
          (product, override) -> {
            Map<String, Correction> points = new HashMap<>();
            override
                .asJsonObject()
                .getJsonObject("points")
                .forEach((code, correction) -> points.put(code, correction(correction)));
            products.put(product, points);
          });
    } catch (JsonException | ClassCastException | NullPointerException | IllegalStateException e) {
      throw new IllegalArgumentException(
          name + " is not of the form {\"products\":{\"<id>\":{\"points\":{\"<code>\":{…}}}}}", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static Correction correction(JsonValue value) {
    JsonObject json = value.asJsonObject();
    for (String name : json.keySet()) {
      if (!CONSTRAINTS.contains(name)) {
        throw new IllegalArgumentException(
            "unknown constraint " + name + ", known are " + CONSTRAINTS.stream().sorted().toList());
      }
    }
    String type = json.getString("type", null);
    if (type != null && !TYPES.contains(type)) {
      throw new IllegalArgumentException(
          "unknown type " + type + ", known are " + TYPES.stream().sorted().toList());
    }
    Map<String, Object> values = new HashMap<>();
    json.forEach(
        (name, constraint) -> {
          if (!name.equals("type")) {
            SpecificationReader.put(values, name, constraint);
          }
        });
    if (values.containsKey("scale") && !SpecificationReader.isScale(values.get("scale"))) {
      throw new IllegalArgumentException(
          "scale is a whole number of at most " + DataPoint.MAX_SCALE);
    }
    for (String name : List.of("min", "max")) {
      expect(json, name, JsonNumber.class);
    }
    for (String name : List.of("range", "label")) {
      expect(json, name, JsonArray.class);
    }
    expect(json, "unit", JsonString.class);
    return new Correction(type, values);
  }

  private static void expect(JsonObject json, String name, Class<? extends JsonValue> kind) {
    if (json.containsKey(name) && !kind.isInstance(json.get(name))) {
      throw new IllegalArgumentException(name + " has the wrong type");
    }
  }

  /** Number of products that are corrected. */
  public int size() {
    return products.size();
  }

  /** The specification as it should have been. */
  public Specification applied(String productId, Specification specification) {
    Map<String, Correction> points = products.get(productId);
    if (points == null) {
      return specification;
    }
    List<DataPoint> corrected = new ArrayList<>();
    points.forEach(
        (code, correction) -> corrected.add(corrected(specification.find(code), code, correction)));
    specification.points().stream()
        .filter(point -> !points.containsKey(point.code()))
        .forEach(corrected::add);
    return new Specification(specification.category(), corrected);
  }

  private static DataPoint corrected(
      Optional<DataPoint> declared, String code, Correction correction) {
    Map<String, Object> values = new HashMap<>(declared.map(DataPoint::values).orElse(Map.of()));
    values.putAll(correction.values());
    String type =
        correction.type() != null
            ? correction.type()
            : declared.map(DataPoint::type).orElse("Integer");
    boolean same =
        declared.isPresent()
            && declared.get().type().equals(type)
            && declared.get().values().equals(values);
    return new DataPoint(code, type, values, declared.map(DataPoint::readable).orElse(true), !same);
  }
}
