package iot.smarthome.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ContractsTest {

  private static final Path CONTRACTS = Path.of("src/main/resources/contracts");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  static Stream<String> types() throws IOException {
    try (Stream<Path> files = Files.list(CONTRACTS.resolve("schemas"))) {
      return files
          .map(f -> f.getFileName().toString().replace(".schema.json", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void acceptsItsOwnExample(String type) throws IOException {
    assertThat(errors(type, example(type))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void isListedInTheAsyncApiDocument(String type) throws IOException {
    assertThat(Files.readString(CONTRACTS.resolve("asyncapi.yaml")))
        .contains("schemas/" + type + ".schema.json");
  }

  @ParameterizedTest
  @MethodSource("types")
  void toleratesAnAddedField(String type) throws IOException {
    String grown = example(type).replaceFirst("\\{", "{\"addedLater\": 1,");
    assertThat(errors(type, grown)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iot.smarthome.device.created|\"SHADOW\"|\"ASLEEP\"",
        "iot.smarthome.device.created|\"SHADOW\"|\"REJECTED\"",
        "iot.smarthome.device.deleted|\"state\": null|\"state\": {}",
        "iot.smarthome.device.reported|\"value\": 21.5|\"value\": \"21.5\"",
        "iot.smarthome.device.rejected|\"explanation\"|\"explained\"",
        "iot.smarthome.device.postponed|\"explanation\"|\"explained\"",
        "iot.smarthome.device.created|\"bindCode\"|\"bindingCode\"",
        "iot.smarthome.metric.measured|\"safety\"|\"danger\"",
        "iot.smarthome.alert.cleared|\"CLEARED\"|\"OPEN\"",
        "iot.smarthome.alert.raised|2026-11-24T10:15:30Z|yesterday",
        "iot.smarthome.building.created|10.7769|91",
        "iot.smarthome.room.updated|\"parentId\"|\"parent\"",
        "iot.smarthome.user.created|\"engineer\"|\"wizard\"",
        "iot.smarthome.user.updated|\"language\": \"vi-VN\"|\"language\": \"vi-VN\", \"email\": \"mai@example.com\"",
        "iot.smarthome.group.created|\"name\"|\"title\"",
        "iot.smarthome.ownership.created|\"ROOM\"|\"BUILDING\"",
        "iot.smarthome.command.requested|21.5|[21.5]",
        "iot.smarthome.command.requested|temp_set|temp set",
        "iot.smarthome.command.requested|\"USER\"|\"OPTIMIZER\"",
        "iot.smarthome.command.failed|\"explanation\"|\"explained\"",
        "iot.smarthome.command.expired|\"reason\"|\"why\"",
        "iot.smarthome.command.confirmed|\"commandId\"|\"command\"",
        "iot.smarthome.notification.requested|\"group\"|\"user\"",
        "iot.smarthome.notification.requested|AREA_CREATED|AREA_PAINTED"
      })
  void refusesAPlantedFault(String type, String right, String wrong) throws IOException {
    String broken = example(type).replace(right, wrong);
    assertThat(broken).isNotEqualTo(example(type));
    assertThat(errors(type, broken)).isNotEmpty();
  }

  private static String example(String type) throws IOException {
    return Files.readString(CONTRACTS.resolve("examples/" + type + ".json"));
  }

  private static List<Error> errors(String type, String json) throws IOException {
    Schema schema =
        SCHEMAS.getSchema(Files.readString(CONTRACTS.resolve("schemas/" + type + ".schema.json")));
    return schema.validate(
        json,
        InputFormat.JSON,
        context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
  }
}
