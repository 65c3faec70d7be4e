package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuya.messages.entity.DataPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Kind;
import iot.smarthome.tuya.messages.entity.Specification;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the vocabulary, one by one. */
class NormalisationRulesTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");

  private final Vocabulary vocabulary = new Vocabulary();
  private final Normalisation normalisation = new Normalisation(vocabulary);

  @TempDir Path folder;

  private static DataPoint declared(String code, String type, Object... values) {
    Map<String, Object> constraints = new java.util.HashMap<>();
    for (int i = 0; i < values.length; i += 2) {
      constraints.put(values[i].toString(), values[i + 1]);
    }
    return new DataPoint(code, type, constraints);
  }

  private static Specification of(String category, DataPoint... points) {
    return new Specification(category, List.of(points));
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private NormalisedPoint one(Specification specification, String code, Object raw) {
    return normalisation.normalise(specification, code, raw, AT);
  }

  @Test
  void bringsADeclaredThingModelCodeToTheStandardOne() {
    Specification alarm =
        of("ywbj", declared("smoke_sensor_state", "Enum", "range", List.of("1", "2")));
    NormalisedPoint smoke = one(alarm, "smoke_sensor_state", "1");
    assertThat(smoke.code()).isEqualTo("smoke_sensor_status");
    assertThat(smoke.sourceCode()).isEqualTo("smoke_sensor_state");
    assertThat(smoke.value()).isEqualTo("1");
    assertThat(smoke.flags()).isEmpty();
  }

  @Test
  void takesCategoryAndTypeIntoAccount() {
    DataPoint temperature = declared("temp_current", "Integer", "unit", "℃");
    assertThat(one(of("wsdcg", temperature), "temp_current", number("1")).code())
        .isEqualTo("va_temperature");
    assertThat(one(of("wk", temperature), "temp_current", number("1")).code())
        .isEqualTo("temp_current");
    assertThat(one(of("wk", declared("Power", "Boolean")), "Power", true).code())
        .isEqualTo("switch");
    assertThat(one(of("dlq", declared("Power", "Integer")), "Power", number("7")).code())
        .as("a power is no switch")
        .isEqualTo("Power");
    assertThat(one(of("dlq", declared("switch", "Boolean")), "Power", true).code())
        .isEqualTo("switch");
    assertThat(one(of("dlq", declared("switch", "Integer")), "Power", number("7")).flags())
        .containsExactly(Flag.UNDECLARED);
  }

  @Test
  void keepsACodeWhereTheDeviceDeclaresBoth() {
    Specification both = of("kg", declared("Power", "Boolean"), declared("switch", "Boolean"));
    assertThat(one(both, "Power", true).code()).isEqualTo("Power");
    assertThat(one(both, "switch", true).code()).isEqualTo("switch");
  }

  // the figures come with the example that is published for this encoding
  @Test
  void readsVoltageCurrentAndPowerOfAPhase() {
    List<NormalisedPoint> points =
        normalisation.normaliseAll(
            of("dlq", declared("phase_a", "Raw")), "phase_a", "CKMAAn0AAGw=", AT);
    assertThat(points)
        .extracting(NormalisedPoint::code)
        .containsExactly("phase_a", "phase_a_voltage", "phase_a_current", "phase_a_power");
    assertThat(points.get(0).kind()).isEqualTo(Kind.RAW);
    assertThat(points.get(0).value()).isEqualTo("CKMAAn0AAGw=");
    assertThat(points.get(1).value()).isEqualTo(number("221.1"));
    assertThat(points.get(1).unit()).isEqualTo("V");
    assertThat(points.get(2).value()).isEqualTo(number("0.637"));
    assertThat(points.get(2).unit()).isEqualTo("A");
    assertThat(points.get(3).value()).isEqualTo(number("0.108"));
    assertThat(points.get(3).unit()).isEqualTo("kW");
    assertThat(points).allMatch(point -> point.sourceCode().equals("phase_a"));
    assertThat(points).allMatch(point -> point.flags().isEmpty());
  }

  @Test
  void readsAPhaseThatIsAnObjectAndLeavesOutWhatTheDeviceSaysItself() {
    List<NormalisedPoint> points =
        normalisation.normaliseAll(
            of("dlq", declared("phase_b", "Json"), declared("phase_b_power", "Integer")),
            "phase_b",
            "{\"electricCurrent\":\"599.553\",\"power\":\"0.5\",\"voltage\":\"18.0\",\"x\":[]}",
            AT);
    assertThat(points)
        .extracting(NormalisedPoint::code)
        .containsExactly("phase_b", "phase_b_voltage", "phase_b_current");
    assertThat(points.get(2).value()).isEqualTo(number("599.553"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"AAA=", "no base64!", "{}", "{\"voltage\":\"1\"", "{\"voltage\":{}}"})
  void flagsAPhaseThatCannotBeRead(String raw) {
    List<NormalisedPoint> points =
        normalisation.normaliseAll(of("dlq", declared("phase_a", "Raw")), "phase_a", raw, AT);
    assertThat(points).hasSize(1);
    assertThat(points.get(0).value()).isEqualTo(raw);
    assertThat(points.get(0).flags()).containsExactly(Flag.UNDECODED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "colour_data_v2|{\"h\":120,\"s\":500,\"v\":1000}|{\"h\":120,\"s\":50,\"v\":100}",
        "colour_data_v2|{\"h\":\"120\",\"s\":\"333\",\"v\":0}|{\"h\":120,\"s\":33.3,\"v\":0}",
        "colour_data|{\"h\":120,\"s\":255,\"v\":51}|{\"h\":120,\"s\":100,\"v\":20}",
        "colour_data|007801f403e8|{\"h\":120,\"s\":50,\"v\":100}",
        "colour_data|00ff000078ff33|{\"h\":120,\"s\":100,\"v\":20}"
      })
  void bringsColoursToDegreesAndPerCent(String code, String raw, String expected) {
    NormalisedPoint colour = one(of("dj", declared(code, "Json")), code, raw);
    assertThat(colour.value()).isEqualTo(expected);
    assertThat(colour.kind()).isEqualTo(Kind.JSON);
    assertThat(colour.raw()).isEqualTo(raw);
    assertThat(colour.flags()).isEmpty();
  }

  @Test
  void readsAColourByTheLimitsThatTheProductDeclares() {
    Specification lamp =
        SpecificationReader.read(
            Json.createReader(
                    new StringReader(
                        "{\"category\":\"dj\",\"status\":[{\"code\":\"colour_data\",\"type\":\"Json\",\"values\":\"{\\\"s\\\":{\\\"max\\\":200},\\\"v\\\":{\\\"max\\\":400}}\"}]}"))
                .readObject());
    assertThat(one(lamp, "colour_data", "{\"h\":1,\"s\":100,\"v\":100}").value())
        .isEqualTo("{\"h\":1,\"s\":50,\"v\":25}");
    assertThat(one(lamp, "colour_data", "{\"h\":361,\"s\":100,\"v\":100}").flags())
        .containsExactly(Flag.OUT_OF_RANGE);
    for (String odd : List.of("red", "00", "{\"h\":1}", "{\"h\":1,\"s\":{},\"v\":1}", "{")) {
      NormalisedPoint kept = one(lamp, "colour_data", odd);
      assertThat(kept.value()).isEqualTo(odd);
      assertThat(kept.flags()).containsExactly(Flag.UNDECODED);
    }
    assertThat(one(lamp, "colour_data", "").flags()).isEmpty();
  }

  @Test
  void countsSecondsWhereACountdownNamesNoUnit() {
    Specification plug =
        of(
            "cz",
            declared("countdown_1", "Integer", "unit", "", "max", number("86400")),
            declared("countdown_2", "Integer", "unit", "min", "max", number("1440")),
            declared("countdown_3", "Integer", "max", number("60")),
            declared("countdown", "Enum", "range", List.of("cancel", "1h")));
    assertThat(one(plug, "countdown_1", number("60")).unit()).isEqualTo("s");
    assertThat(one(plug, "countdown_2", number("60")).unit()).isEqualTo("min");
    assertThat(one(plug, "countdown_3", number("60")).unit()).as("unknown").isNull();
    assertThat(one(plug, "countdown", "1h").kind()).isEqualTo(Kind.ENUM);
  }

  @ParameterizedTest
  @CsvSource({
    "x,℃,Cel", "x,℉,[degF]", "x,%,%", "x,lux,lx", "x,ppm,[ppm]", "x,µg/m3,ug/m3",
    "x,μg/m³,ug/m3", "x,kW·h,kW.h", "x,KWh,kW.h", "x,V,V", "x,mA,mA", "add_ele,度,kW.h",
    "SSWD,度,Cel", "x,秒,s", "x,rpm,{rotations}/min", "x,pH,[pH]", "x,kVar,kV.A{reactive}"
  })
  void writesUnitsInUcum(String code, String spelling, String ucum) {
    assertThat(one(of("c", declared(code, "Integer", "unit", spelling)), code, number("1")).unit())
        .isEqualTo(ucum);
  }

  @ParameterizedTest
  @ValueSource(strings = {"度", "℃/℉", "℃ ℉", "CF", "furlong"})
  void flagsAUnitThatMayBeTwoOrNone(String spelling) {
    NormalisedPoint point =
        one(of("c", declared("x", "Integer", "unit", spelling)), "x", number("1"));
    assertThat(point.unit()).isNull();
    assertThat(point.flags()).containsExactly(Flag.UNKNOWN_UNIT);
  }

  @Test
  void appliesAFactorInTheUnitOnlyWhereNoScaleSaysItToo() {
    DataPoint plain = declared("x", "Integer", "unit", "0.01v");
    DataPoint scaled = declared("y", "Integer", "unit", "*0.1V", "scale", number("1"));
    NormalisedPoint x = one(of("c", plain, scaled), "x", number("310"));
    assertThat((BigDecimal) x.value()).isEqualByComparingTo("3.1");
    assertThat(x.unit()).isEqualTo("V");
    NormalisedPoint y = one(of("c", plain, scaled), "y", number("2301"));
    assertThat(y.value()).isEqualTo(number("230.1"));
    assertThat(y.unit()).isEqualTo("V");
  }

  @Test
  void convertsWhatIsClearAndFlagsIt() {
    Specification all =
        of("c", declared("b", "Boolean"), declared("n", "Integer", "scale", number("1")));
    for (Object yes : List.of("true", "TRUE", "1", number("1"))) {
      assertThat(one(all, "b", yes).value()).isEqualTo(true);
      assertThat(one(all, "b", yes).flags()).containsExactly(Flag.CONVERTED);
    }
    for (Object no : List.of("false", "0", number("0"))) {
      assertThat(one(all, "b", no).value()).isEqualTo(false);
    }
    assertThat(one(all, "n", " -215 ").value()).isEqualTo(number("-21.5"));
    assertThat(one(all, "n", " -215 ").flags()).containsExactly(Flag.CONVERTED);
    for (Object no : List.of("NaN", "21.5", "0x10", "", true, "1e9", "9".repeat(40))) {
      assertThat(one(all, "n", no).flags()).containsExactly(Flag.WRONG_TYPE);
      assertThat(one(all, "n", no).kind()).isEqualTo(Kind.RAW);
    }
  }

  @Test
  void namesBitsAndFlagsThoseWithoutAName() {
    Specification all = of("c", declared("fault", "Bitmap", "label", List.of("a\"\n", "b")));
    assertThat(one(all, "fault", number("0")).value()).isEqualTo("[]");
    assertThat(one(all, "fault", number("3")).value()).isEqualTo("[\"a\\\"\\n\",\"b\"]");
    NormalisedPoint more = one(all, "fault", number("5"));
    assertThat(more.value()).isEqualTo("[\"a\\\"\\n\",\"bit2\"]");
    assertThat(more.flags()).containsExactly(Flag.OUT_OF_RANGE);
    for (String no : List.of("1.5", "-1", "1e300")) {
      assertThat(one(all, "fault", number(no)).flags()).containsExactly(Flag.WRONG_TYPE);
    }
  }

  @Test
  void correctsAProductWhoseSpecificationLies() {
    DataPoint lie =
        declared("temp_set", "Integer", "unit", "℃", "scale", number("1"), "max", number("880"));
    ProductOverrides overrides = new ProductOverrides();
    Specification corrected = overrides.applied("ibmmirhhq62mmf1g", of("kt", lie));
    NormalisedPoint fahrenheit = one(corrected, "temp_set", number("750"));
    assertThat(fahrenheit.value()).isEqualTo(number("75.0"));
    assertThat(fahrenheit.unit()).isEqualTo("[degF]");
    assertThat(fahrenheit.flags()).containsExactly(Flag.CORRECTED);
    assertThat(one(corrected, "temp_set", number("240")).unit()).isEqualTo("Cel");
    assertThat(one(overrides.applied("other", of("kt", lie)), "temp_set", number("750")).flags())
        .isEmpty();
    NormalisedPoint humidity =
        one(
            overrides.applied(
                "yg5dcbfu",
                of("wsdcg", declared("va_humidity", "Integer", "unit", "%", "max", number("100")))),
            "va_humidity",
            number("6133"));
    assertThat(humidity.value()).isEqualTo(number("61.33"));
    assertThat(humidity.flags()).containsExactly(Flag.CORRECTED);
  }

  @Test
  void takesTheOperatorsCorrectionsBeforeOurs() throws IOException {
    Path file = folder.resolve("overrides.json");
    Files.writeString(
        file,
        "{\"products\":{\"mine\":{\"why\":\"w\",\"points\":{\"x\":{\"type\":\"Integer\",\"unit\":\"lux\",\"scale\":2}}},"
            + "\"yg5dcbfu\":{\"points\":{}}}}");
    ProductOverrides overrides = new ProductOverrides(Optional.of(file));
    assertThat(overrides.size()).isGreaterThan(2);
    NormalisedPoint added = one(overrides.applied("mine", of("c")), "x", number("100"));
    assertThat(added.value()).isEqualTo(number("1.00"));
    assertThat(added.unit()).isEqualTo("lx");
    DataPoint right = declared("x", "Integer", "unit", "lux", "scale", number("2"));
    assertThat(one(overrides.applied("mine", of("c", right)), "x", number("100")).flags())
        .as("nothing to correct")
        .isEmpty();
    assertThat(
            one(
                    overrides.applied("yg5dcbfu", of("c", declared("va_humidity", "Integer"))),
                    "va_humidity",
                    number("1"))
                .flags())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"products\":{\"p\":7}}",
        "{\"products\":{\"p\":{\"points\":{\"x\":{\"colour\":1}}}}}",
        "{\"products\":{\"p\":{\"points\":{\"x\":{\"type\":\"Float\"}}}}}",
        "{\"products\":{\"p\":{\"points\":{\"x\":{\"unit\":7}}}}}",
        "{\"products\":{\"p\":{\"points\":{\"x\":{\"max\":\"7\"}}}}}",
        "{\"products\":{\"p\":{\"points\":{\"x\":{\"scale\":-1}}}}}"
      })
  void refusesCorrectionsThatMakeNoSense(String text) throws IOException {
    Path file = folder.resolve("overrides.json");
    Files.writeString(file, text);
    assertThatThrownBy(() -> new ProductOverrides(Optional.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("overrides.json");
  }

  @Test
  void refusesCorrectionsThatCannotBeRead() {
    Path file = folder.resolve("missing.json");
    assertThatThrownBy(() -> new ProductOverrides(Optional.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("smarthome.tuya.product-overrides");
  }

  @Test
  void knowsWhatEndsByItself() {
    assertThat(vocabulary.latch("pir", "pir", "pir"))
        .contains(new Vocabulary.Latch("nopir", Duration.ofMinutes(2)));
    assertThat(vocabulary.latch("pir", "pir", "nopir")).isEmpty();
    assertThat(vocabulary.latches("switch")).isFalse();
  }

  @Test
  void recognisesWhatIsOutOfOrder() {
    Recency recency = new Recency();
    Instant now = AT.plusSeconds(60);
    assertThat(recency.isLate("d", "c", AT, now)).isFalse();
    assertThat(recency.isLate("d", "c", AT, now)).as("the same again").isFalse();
    assertThat(recency.isLate("d", "c", AT.minusMillis(1), now)).isTrue();
    assertThat(recency.isLate("d", "other", AT.minusMillis(1), now)).isFalse();
    assertThat(recency.isLate("e", "c", AT.minusMillis(1), now)).isFalse();
    assertThat(recency.isLate("d", "c", now.plus(Duration.ofDays(9)), now)).isFalse();
    assertThat(recency.isLate("d", "c", AT.plusSeconds(1), now))
        .as("a clock that was ahead is not remembered")
        .isFalse();
  }
}
