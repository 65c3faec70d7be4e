package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import iot.smarthome.tuya.SharedFolder;
import iot.smarthome.tuya.messages.control.Denormalisation.Instruction;
import iot.smarthome.tuya.messages.entity.DataPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.Specification;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenormalisationTest {

  private static final Specification DEVICE =
      read(
          """
          {"category":"kt","functions":[
            {"code":"switch","type":"Boolean","values":"{}"},
            {"code":"temp_set","type":"Integer","values":"{\\"unit\\":\\"℃\\",\\"min\\":160,\\"max\\":300,\\"scale\\":1,\\"step\\":5}"},
            {"code":"mode","type":"Enum","values":"{\\"range\\":[\\"cold\\",\\"hot\\"]}"},
            {"code":"countdown_1","type":"Integer","values":"{\\"min\\":0,\\"max\\":86400,\\"scale\\":0,\\"step\\":1}"},
            {"code":"colour_data_v2","type":"Json","values":"{\\"h\\":{\\"max\\":360},\\"s\\":{\\"max\\":1000},\\"v\\":{\\"max\\":1000}}"},
            {"code":"colour_data","type":"String","values":"{\\"maxlen\\":255}"},
            {"code":"label","type":"String","values":"{\\"maxlen\\":5}"},
            {"code":"scene","type":"Json","values":"{}"},
            {"code":"key","type":"Raw","values":"{}"},
            {"code":"fault","type":"Bitmap","values":"{\\"label\\":[\\"a\\"]}"},
            {"code":"control_back","type":"Enum","values":"{\\"range\\":[\\"forward\\",\\"back\\"]}"}]}
          """);

  private final Vocabulary vocabulary = new Vocabulary();
  private final Denormalisation denormalisation = new Denormalisation(vocabulary);

  private static Specification read(String json) {
    return SpecificationReader.read(object(json));
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  private static JsonValue value(String json) {
    return object("{\"value\":" + json + "}").get("value");
  }

  private Instruction instruct(String code, String value, String unit) {
    return denormalisation.instruct(DEVICE, DEVICE, code, value(value), unit);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "switch         | true                   | switch         | true | true",
        "temp_set       | 21.5                   | temp_set       | 215  | 21.5",
        "temp_set       | 16                     | temp_set       | 160  | 16.0",
        "mode           | \"hot\"                | mode           | \"hot\" | hot",
        "countdown_1    | 60                     | countdown_1    | 60   | 60",
        "colour_data_v2 | {\"h\":120,\"s\":50,\"v\":100} | colour_data_v2 | {\"h\":120,\"s\":500,\"v\":1000} | {\"h\":120,\"s\":50,\"v\":100}",
        "colour_data    | {\"h\":120,\"s\":50,\"v\":100} | colour_data    | \"007801f403e8\" | {\"h\":120,\"s\":50,\"v\":100}",
        "label          | \"abcde\"              | label          | \"abcde\" | abcde",
        "scene          | {\"n\":1}              | scene          | {\"n\":1} | {\"n\":1}",
        "key            | \"AAE=\"               | key            | \"AAE=\" | AAE=",
      })
  void makesOfARealValueWhatTheDeviceTakesAndWillReport(
      String code, String real, String own, String raw, String reported) {
    Instruction instruction = instruct(code, real, null);

    assertThat(instruction.code()).isEqualTo(own);
    assertThat(instruction.raw()).hasToString(raw);
    assertThat(instruction.outcome().value()).hasToString(reported);
  }

  @Test
  void findsTheDevicesOwnCodeByThePlatformsAndTheOtherWayRound() {
    Instruction byOurs = instruct("control_back_mode", "\"back\"", null);
    assertThat(byOurs.code()).isEqualTo("control_back");
    assertThat(byOurs.outcome().code()).isEqualTo("control_back_mode");
    assertThat(instruct("control_back", "\"back\"", null)).isEqualTo(byOurs);

    Specification standard =
        read(
            "{\"category\":\"cl\",\"functions\":[{\"code\":\"control_back_mode\",\"type\":\"Enum\",\"values\":\"{}\"}]}");
    assertThat(
            denormalisation
                .instruct(standard, standard, "control_back", value("\"back\""), null)
                .code())
        .isEqualTo("control_back_mode");
  }

  @Test
  void takesAUnitThatIsTheDevicesAndRefusesAnother() {
    assertThat(instruct("temp_set", "21.5", "Cel").raw()).hasToString("215");
    refuses("temp_set", "21.5", "[degF]", "wrong-unit", "in Cel, not in [degF]");
    refuses("switch", "true", "Cel", "wrong-unit", "without a unit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "window       | true      | unknown-function | It can be told: colour_data, ",
        "switch       | \"true\"  | wrong-type       | true or false",
        "switch       | 1         | wrong-type       | true or false",
        "temp_set     | \"21.5\"  | wrong-type       | a number",
        "temp_set     | 30.5      | out-of-range     | from 16 up to 30, not 30.5",
        "temp_set     | 15.5      | out-of-range     | from 16 up to 30, not 15.5",
        "temp_set     | 21.3      | wrong-step       | in steps of 0.5",
        "temp_set     | 21.55     | wrong-step       | in steps of 0.1",
        "temp_set     | 1e400     | out-of-range     | up to 30, not 1E+400",
        "temp_set     | 1e-400    | out-of-range     | from 16 up to 30",
        "temp_set     | 21.0000000000000000000001 | wrong-step | in steps of",
        "mode         | \"warm\"  | out-of-range     | one of [cold, hot]",
        "mode         | 1         | wrong-type       | a text",
        "label        | \"abcdef\"| out-of-range     | at most 5",
        "key          | 1         | wrong-type       | a text",
        "fault        | 1         | unsupported-type | Bitmap",
        "colour_data  | \"red\"   | wrong-type       | a colour",
        "colour_data  | {\"h\":361,\"s\":0,\"v\":0} | out-of-range | 0 to 360",
        "colour_data  | {\"h\":1,\"s\":0}           | out-of-range | 0 to 360",
      })
  void saysWhyTheDeviceDoesNotTakeAValue(String code, String value, String why, String words) {
    refuses(code, value, null, why, words);
  }

  private void refuses(String code, String value, String unit, String why, String words) {
    assertThatThrownBy(() -> instruct(code, value, unit))
        .asInstanceOf(type(UnsupportedValueException.class))
        .satisfies(
            refusal -> {
              assertThat(refusal.code()).isEqualTo(why);
              assertThat(refusal.explanation()).contains(words).endsWith(".");
            });
  }

  /**
   * What a real device reports at both ends of its range can be commanded, and comes back as it
   * was.
   */
  @Test
  void isTheInverseForEveryFunctionOfRealDevices() throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.list(SharedFolder.required("fixtures/cloud"))) {
      files = found.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    Normalisation normalisation = new Normalisation(vocabulary);
    int checked = 0;
    for (Path file : files) {
      JsonObject declared;
      try (Reader text = Files.newBufferedReader(file);
          JsonReader reader = Json.createReader(text)) {
        declared = reader.readObject().getJsonObject("specification");
      }
      if (declared == null) {
        continue;
      }
      Specification functions =
          SpecificationReader.read(Json.createObjectBuilder(declared).remove("status").build());
      for (DataPoint function : functions.points()) {
        for (String end : List.of("min", "max")) {
          if (function.type().equals("Integer")
              && function.values().get(end) instanceof BigDecimal raw) {
            NormalisedPoint real =
                normalisation.normalise(functions, function.code(), raw, Instant.EPOCH);
            try {
              Instruction instruction =
                  denormalisation.instruct(
                      functions,
                      functions,
                      function.code(),
                      Json.createValue((BigDecimal) real.value()),
                      real.unit());
              assertThat(new BigDecimal(instruction.raw().toString()))
                  .as("%s %s", file.getFileName(), function.code())
                  .isEqualByComparingTo(raw);
            } catch (UnsupportedValueException e) {
              // a range whose end is no step of it
              assertThat(e.code()).as("%s %s", file, function.code()).isEqualTo("wrong-step");
              assertThat(end).isEqualTo("max");
            }
            checked++;
          }
        }
      }
    }
    assertThat(checked).isGreaterThan(50);
  }
}
