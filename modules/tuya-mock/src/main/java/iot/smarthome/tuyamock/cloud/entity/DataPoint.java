package iot.smarthome.tuyamock.cloud.entity;

import java.util.List;
import java.util.Objects;

/**
 * One thing that a product tells or does.
 *
 * @param id number within the product
 * @param code in the standard vocabulary; the model's own where Tuya has not standardised it
 * @param modelCode in the thing model
 * @param values JSON text as the specification's status holds it: unit, min, max, scale, range …
 * @param functionValues as its functions hold it; real products sometimes write the two otherwise
 * @param least smallest raw number, of {@link PointType#INTEGER} only
 * @param most largest raw number
 * @param scale how many digits of the raw number stand behind the point
 * @param words an enumeration's range, or a bitmap's labels
 * @param initial JSON text of the first value; null when the device does not tell it
 */
public record DataPoint(
    int id,
    String code,
    String modelCode,
    Access access,
    PointType type,
    String values,
    String functionValues,
    double least,
    double most,
    int scale,
    List<String> words,
    String initial) {

  public DataPoint {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(modelCode, "modelCode");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(values, "values");
    Objects.requireNonNull(functionValues, "functionValues");
    words = List.copyOf(words);
  }
}
