package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Kind;
import iot.smarthome.tuya.messages.entity.Specification;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NormalisationTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");

  private final Normalisation normalisation = new Normalisation(new Vocabulary());

  private static JsonObject read(Path file) {
    try (JsonReader reader = Json.createReader(new StringReader(Files.readString(file)))) {
      return reader.readObject();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonObject sample(String name) {
    return read(Path.of("src/test/resources/samples", name + ".json"));
  }

  private static Object java(JsonValue value) {
    if (value instanceof JsonNumber number) {
      return number.bigDecimalValue();
    }
    if (value instanceof JsonString string) {
      return string.getString();
    }
    return value == JsonValue.TRUE;
  }

  private Map<String, NormalisedPoint> normalised(JsonObject device) {
    Specification specification = SpecificationReader.read(device.getJsonObject("specification"));
    Map<String, NormalisedPoint> points = new HashMap<>();
    for (JsonObject status : device.getJsonArray("status").getValuesAs(JsonObject.class)) {
      String code = status.getString("code");
      points.put(code, normalisation.normalise(specification, code, java(status.get("value")), AT));
    }
    return points;
  }

  @Test
  void scalesNumbersByTheDevicesOwnSpecificationAndNeverByStep() {
    Map<String, NormalisedPoint> points = normalised(sample("climate"));
    NormalisedPoint humidity = points.get("va_humidity");
    assertThat(humidity.value()).isEqualTo(new BigDecimal("57.4"));
    assertThat(humidity.unit()).isEqualTo("%");
    NormalisedPoint temperature = points.get("va_temperature");
    assertThat(temperature.value()).isEqualTo(new BigDecimal("21.5"));
    assertThat(temperature.unit()).isEqualTo("Cel");
    assertThat(temperature.scale()).isEqualTo(1);
    assertThat(temperature.raw()).isEqualTo(new BigDecimal(215));
    assertThat(temperature.flags()).isEmpty();
  }

  @Test
  void keepsAnEnumOutsideItsRangeWithAFlag() {
    NormalisedPoint smoke = normalised(sample("smoke")).get("smoke_sensor_status");
    assertThat(smoke.kind()).isEqualTo(Kind.ENUM);
    assertThat(smoke.value()).isEqualTo("cancle");
    assertThat(smoke.flags()).containsExactly(Flag.OUT_OF_RANGE);
  }

  @Test
  void namesTheBitsOfABitmap() {
    assertThat(normalised(sample("smoke")).get("fault").value())
        .isEqualTo("[\"battery\",\"bit2\"]");
  }

  @Test
  void keepsBooleansRawDataAndEnergy() {
    Map<String, NormalisedPoint> points = normalised(sample("meter"));
    assertThat(points.get("switch").value()).isEqualTo(true);
    assertThat(points.get("phase_a").kind()).isEqualTo(Kind.RAW);
    assertThat(points.get("phase_a").flags()).isEmpty();
    assertThat(points.get("total_forward_energy").value()).isEqualTo(new BigDecimal("1234.56"));
    assertThat(points.get("total_forward_energy").unit()).isEqualTo("kW.h");
  }

  private NormalisedPoint one(String sample, String code, Object raw) {
    Specification specification =
        SpecificationReader.read(sample(sample).getJsonObject("specification"));
    return normalisation.normalise(specification, code, raw, AT);
  }

  @Test
  void bringsTheThingModelsCodeToTheStandardOne() {
    NormalisedPoint point = one("smoke", "smoke_sensor_state", "alarm");
    assertThat(point.code()).isEqualTo("smoke_sensor_status");
    assertThat(point.sourceCode()).isEqualTo("smoke_sensor_state");
    assertThat(point.flags()).isEmpty();
    assertThat(one("climate", "temp_current", new BigDecimal(200)).code())
        .isEqualTo("va_temperature");
  }

  @Test
  void keepsAnUndeclaredCodeAsItCame() {
    NormalisedPoint point = one("smoke", "x_101", new BigDecimal(7));
    assertThat(point.code()).isEqualTo("x_101");
    assertThat(point.kind()).isEqualTo(Kind.RAW);
    assertThat(point.value()).isEqualTo("7");
    assertThat(point.flags()).containsExactly(Flag.UNDECLARED);
  }

  @Test
  void flagsAWrongTypeAndAValueBeyondItsLimits() {
    assertThat(one("climate", "va_temperature", "warm").flags()).isEqualTo(Set.of(Flag.WRONG_TYPE));
    assertThat(one("meter", "switch", "on").flags()).isEqualTo(Set.of(Flag.WRONG_TYPE));
    assertThat(one("smoke", "fault", "6").flags()).isEqualTo(Set.of(Flag.WRONG_TYPE));
    assertThat(one("climate", "va_temperature", new BigDecimal(900)).flags())
        .isEqualTo(Set.of(Flag.OUT_OF_RANGE));
  }

  @Test
  void readsConstraintsThatAreNoJsonAsNone() {
    JsonObject odd =
        Json.createReader(
                new StringReader(
                    "{\"category\":\"qt\",\"status\":[{\"code\":\"n\",\"type\":\"Integer\",\"values\":\"oops\"},"
                        + "{\"code\":\"u\",\"type\":\"Integer\",\"values\":\"{\\\"unit\\\":\\\"furlong\\\"}\"},"
                        + "{\"code\":\"t\",\"type\":\"String\",\"values\":\"\"},"
                        + "{\"code\":\"j\",\"type\":\"Json\"}]}"))
            .readObject();
    Specification specification = SpecificationReader.read(odd);
    assertThat(normalisation.normalise(specification, "n", BigDecimal.TEN, AT).value())
        .isEqualTo(BigDecimal.TEN);
    NormalisedPoint unknownUnit = normalisation.normalise(specification, "u", BigDecimal.TEN, AT);
    assertThat(unknownUnit.unit()).isNull();
    assertThat(unknownUnit.flags()).containsExactly(Flag.UNKNOWN_UNIT);
    assertThat(normalisation.normalise(specification, "t", "x", AT).kind()).isEqualTo(Kind.TEXT);
    assertThat(normalisation.normalise(specification, "j", "{}", AT).kind()).isEqualTo(Kind.JSON);
  }

  /** Real devices: recomputes each number another way, and counts. */
  @Test
  void normalisesEveryPointOfTheRealDevices() throws IOException {
    Path folder = Path.of("../../../shared/data/tuya/fixtures/cloud");
    assumeTrue(
        Files.isDirectory(folder), "The folder of real Tuya devices is not there: " + folder);
    List<Path> files;
    try (Stream<Path> listed = Files.list(folder)) {
      files = listed.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
    List<String> mismatches = new ArrayList<>();
    int numbers = 0;
    int points = 0;
    for (Path file : files) {
      JsonObject device = read(file);
      Map<String, NormalisedPoint> got = normalised(device);
      for (JsonObject status : device.getJsonArray("status").getValuesAs(JsonObject.class)) {
        points++;
        NormalisedPoint point = got.get(status.getString("code"));
        if (point.kind() == Kind.NUMBER) {
          numbers++;
          BigDecimal expected =
              new BigDecimal(status.getInt("value"))
                  .divide(BigDecimal.TEN.pow(point.scale()), 10, RoundingMode.UNNECESSARY);
          if (expected.compareTo((BigDecimal) point.value()) != 0
              || point.flags().contains(Flag.UNKNOWN_UNIT)) {
            mismatches.add(file.getFileName() + " " + point);
          }
        } else if (point.flags().contains(Flag.WRONG_TYPE)) {
          mismatches.add(file.getFileName() + " " + point);
        }
      }
    }
    System.out.printf(
        "Real devices: %d, points: %d, numeric: %d, mismatches: %d%n",
        files.size(), points, numbers, mismatches.size());
    assertThat(mismatches).isEmpty();
    assertThat(numbers).isGreaterThan(100);
  }
}
