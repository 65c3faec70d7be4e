package iot.smarthome.tuyamock.cloud.control;

import static iot.smarthome.tuyamock.Cloud.ASSET;
import static iot.smarthome.tuyamock.Cloud.json;
import static iot.smarthome.tuyamock.Cloud.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.Obedience;
import iot.smarthome.tuyamock.cloud.gateway.ProductJson;
import iot.smarthome.tuyamock.stream.entity.Family;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

  private final Cloud cloud = new Cloud();
  private final CloudDevice lamp = cloud.devices.bind("STOCK-dj-1", ASSET).device();

  private void command(CloudDevice device, String code, String value) {
    cloud.commands.issueCommands(
        device.id(), json("{\"commands\":[{\"code\":\"" + code + "\",\"value\":" + value + "}]}"));
  }

  private List<JsonObject> reports() {
    return cloud.told().stream()
        .filter(message -> List.of(4, 1000).contains(message.getInt("protocol")))
        .map(message -> message.getJsonObject("data"))
        .toList();
  }

  @Test
  void aLampDoesAsToldAndReportsIt() {
    command(lamp, "switch_led", "true");
    await().until(() -> !reports().isEmpty());
    assertThat(lamp.status()).containsEntry("switch_led", "true");
    JsonObject report = reports().get(0);
    assertThat(report.getString("devId")).isEqualTo(lamp.id());
    assertThat(report.getJsonArray("status").getJsonObject(0))
        .isEqualTo(json("{\"code\":\"switch_led\",\"value\":true,\"t\":1588925778000,\"1\":true}"));
  }

  @Test
  void bothFamiliesTellItTwiceInTheirVocabularies() {
    cloud.messages.speak(Family.BOTH);
    cloud.commands.issueProperties(
        lamp.id(), json("{\"properties\":\"{\\\"bright_value_v2\\\":700}\"}"));
    await().until(() -> reports().size() == 2);
    JsonObject thing = reports().get(1);
    assertThat(thing.getString("bizCode")).isEqualTo("devicePropertyMessage");
    assertThat(thing.getJsonObject("bizData").getJsonArray("properties").getJsonObject(0))
        .isEqualTo(
            json("{\"code\":\"bright_value_v2\",\"dpId\":3,\"time\":1588925778000,\"value\":700}"));
    assertThat(thing.getJsonObject("bizData").getString("dataId"))
        .isNotEqualTo(reports().get(0).getString("dataId"));
  }

  @ParameterizedTest
  @CsvSource({
    "switch_led, 1, 1104",
    "switch_led, '\"true\"', 1104",
    "bright_value_v2, '\"100\"', 1104",
    "bright_value_v2, 10.5, 1104",
    "bright_value_v2, 9, 1109",
    "bright_value_v2, 1001, 1109",
    "work_mode, '\"disco\"', 2008",
    "work_mode, 1, 1104",
    "none, true, 2008",
    "switch_led, null, 2008"
  })
  void refusesWhatTheProductDoesNotTake(String code, String value, int error) {
    refused(error, () -> command(lamp, code, value));
  }

  @Test
  void doesNothingOfARequestThatIsPartlyWrong() {
    refused(
        1109,
        () ->
            cloud.commands.issueCommands(
                lamp.id(),
                json(
                    "{\"commands\":[{\"code\":\"switch_led\",\"value\":true},"
                        + "{\"code\":\"bright_value_v2\",\"value\":0}]}")));
    command(lamp, "temp_value_v2", "1");
    await().until(() -> !reports().isEmpty());
    assertThat(lamp.status()).containsEntry("switch_led", "false");
  }

  @Test
  void refusesRequestsWithoutCommands() {
    refused(1100, () -> cloud.commands.issueCommands(lamp.id(), json("{}")));
    refused(1100, () -> cloud.commands.issueCommands(lamp.id(), json("{\"commands\":[]}")));
    refused(1104, () -> cloud.commands.issueCommands(lamp.id(), json("{\"commands\":1}")));
    refused(1109, () -> cloud.commands.issueCommands(lamp.id(), json("{\"commands\":[{}]}")));
    refused(1100, () -> cloud.commands.issueProperties(lamp.id(), json("{\"properties\":{}}")));
    refused(1109, () -> cloud.commands.issueProperties(lamp.id(), json("{\"properties\":\"x\"}")));
    refused(
        2008, () -> cloud.commands.issueProperties(lamp.id(), json("{\"properties\":{\"x\":1}}")));
  }

  @Test
  void refusesDevicesThatCannot() {
    CloudDevice sensor = cloud.devices.bind("STOCK-wsdcg-1", ASSET).device();
    refused(2003, () -> command(sensor, "va_temperature", "1"));
    CloudDevice heater = cloud.devices.bind("STOCK-wk-1", ASSET).device();
    refused(2008, () -> command(heater, "temp_current", "210"));
    cloud.devices.connect(lamp, false);
    refused(2001, () -> command(lamp, "switch_led", "true"));
    refused(
        2010,
        () -> cloud.commands.issueCommands("none", json("{\"commands\":[{\"code\":\"x\"}]}")));
  }

  @Test
  void takesEveryTypeOfValue() {
    CloudDevice device =
        cloud.devices.make(
            ProductJson.ofSpecification(
                "p1",
                "dj",
                "Everything",
                json(
                    "{\"functions\":["
                        + "{\"code\":\"colour\",\"type\":\"Json\",\"values\":\"{}\"},"
                        + "{\"code\":\"raw\",\"type\":\"Raw\",\"values\":\"{}\"},"
                        + "{\"code\":\"text\",\"type\":\"String\",\"values\":\"{}\"},"
                        + "{\"code\":\"bits\",\"type\":\"Bitmap\",\"values\":\"{}\"},"
                        + "{\"code\":\"free\",\"type\":\"Enum\",\"values\":\"{}\"}]}"),
                java.util.Map.of()),
            "EVERYTHING",
            "Everything",
            ASSET);
    command(device, "colour", "{\"h\":1}");
    command(device, "colour", "\"{\\\"h\\\":2}\"");
    command(device, "raw", "\"AAE=\"");
    command(device, "text", "\"words\"");
    command(device, "bits", "3");
    command(device, "free", "\"anything\"");
    await().until(() -> reports().size() == 6);
    refused(1104, () -> command(device, "colour", "\"no json\""));
    refused(1104, () -> command(device, "raw", "1"));
    refused(1104, () -> command(device, "bits", "\"1\""));
    // functions alone are told by nobody
    assertThat(device.status()).isEmpty();
    assertThat(device.value(device.product().indexOf("colour").orElseThrow()))
        .isEqualTo("\"{\\\"h\\\":2}\"");
  }

  @Test
  void somePretend() {
    lamp.obey(Obedience.SILENT);
    command(lamp, "switch_led", "true");
    await().until(() -> "true".equals(lamp.status().get("switch_led")));
    lamp.obey(Obedience.REFUSES);
    command(lamp, "switch_led", "false");
    lamp.obey(Obedience.OBEYS);
    command(lamp, "temp_value_v2", "7");
    await().until(() -> !reports().isEmpty());
    assertThat(reports()).hasSize(1);
    assertThat(lamp.status()).containsEntry("temp_value_v2", "7");
  }

  @Test
  void takesItsTime() {
    cloud.commands.delay(Duration.ofMinutes(1));
    assertThat(cloud.commands.delay()).isEqualTo(Duration.ofMinutes(1));
    command(lamp, "switch_led", "true");
    assertThat(lamp.status()).containsEntry("switch_led", "false");
    cloud.commands.stop();
  }
}
