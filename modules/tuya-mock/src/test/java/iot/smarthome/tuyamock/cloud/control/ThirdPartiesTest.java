package iot.smarthome.tuyamock.cloud.control;

import static iot.smarthome.tuyamock.Cloud.ASSET;
import static iot.smarthome.tuyamock.Cloud.OTHER_ASSET;
import static iot.smarthome.tuyamock.Cloud.json;
import static iot.smarthome.tuyamock.Cloud.refused;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class ThirdPartiesTest {

  private static final String BODY =
      "{\"device_name\":\"Kitchen lamp\",\"product_id\":\"stockdj0001\",\"group_id\":\"2200\"}";

  private final Cloud cloud = new Cloud();

  private CloudDevice register(String id, String body) {
    return cloud.thirdParties.register(id, json(body));
  }

  private JsonObject last() {
    return cloud.told().get(cloud.told().size() - 1).getJsonObject("data");
  }

  @Test
  void registersOnceHoweverOftenItIsAsked() {
    CloudDevice device = register("A18007210830", BODY);
    assertThat(device.assetId()).isEqualTo(OTHER_ASSET);
    assertThat(cloud.told()).hasSize(2);
    assertThat(register("A18007210830", BODY)).isSameAs(device);
    assertThat(cloud.told()).as("nothing has happened").hasSize(2);
    assertThat(cloud.devices.byThirdPartyId("A18007210830")).isSameAs(device);
    refused(2010, () -> cloud.devices.byThirdPartyId("B"));
    CloudDevice elsewhere =
        register("B", "{\"device_name\":\"Cellar lamp\",\"product_id\":\"stockdj0001\"}");
    assertThat(elsewhere.assetId()).isEqualTo(ASSET);
  }

  @Test
  void refusesWhatTuyaRefuses() {
    refused(1109, () -> register("with-hyphen", BODY));
    refused(1109, () -> register("A".repeat(65), BODY));
    refused(1109, () -> register("A", "{\"product_id\":\"stockdj0001\"}"));
    refused(1109, () -> register("A", "{\"device_name\":\"abc\"}"));
    refused(1109, () -> register("A", "{\"device_name\":\"" + "x".repeat(51) + "\"}"));
    refused(2005, () -> register("A", "{\"device_name\":\"Lamp\",\"product_id\":\"none\"}"));
    refused(2005, () -> register("A", "{\"device_name\":\"Lamp\"}"));
    refused(1106, () -> register("A", BODY.replace("2200", "9")));
    refused(1104, () -> register("A", "{\"device_name\":[]}"));
  }

  @Test
  void speaksForItsDevice() {
    CloudDevice device = register("A1", BODY);
    cloud.thirdParties.reportPoints(
        device.id(), json("{\"data\":{\"1\":{\"value\":true,\"time\":1682392142000}}}"));
    assertThat(device.status()).containsEntry("switch_led", "true");
    assertThat(last().getJsonArray("status").getJsonObject(0).getJsonNumber("t").longValue())
        .isEqualTo(1682392142000L);
    cloud.thirdParties.reportProperties(
        device.id(), json("{\"data\":{\"bright_value_v2\":{\"value\":80}}}"));
    assertThat(device.status()).containsEntry("bright_value_v2", "80");
    cloud.thirdParties.connect(device.id(), false);
    assertThat(last().getString("bizCode")).isEqualTo("offline");
    cloud.thirdParties.connect(device.id(), true);
    cloud.commands.issueCommands(
        device.id(), json("{\"commands\":[{\"code\":\"switch_led\",\"value\":false}]}"));
    assertThat(last().getString("bizCode")).isEqualTo("deviceDpCommand");
    assertThat(last().getJsonObject("bizData"))
        .isEqualTo(json("{\"command\":[{\"dpId\":1,\"value\":false}]}"));
    assertThat(device.status()).as("its cloud has to do it").containsEntry("switch_led", "true");
    cloud.thirdParties.remove(device.id());
    assertThat(last().getString("bizCode")).isEqualTo("delete");
    refused(2010, () -> cloud.thirdParties.connect(device.id(), true));
    assertThat(register("A1", BODY).isBound()).as("it may come back").isTrue();
  }

  @Test
  void refusesReportsThatMakeNoSense() {
    CloudDevice device = register("A1", BODY);
    refused(1109, () -> cloud.thirdParties.reportPoints(device.id(), json("{}")));
    refused(
        2008, () -> cloud.thirdParties.reportPoints(device.id(), json("{\"data\":{\"99\":{}}}")));
    refused(
        1109, () -> cloud.thirdParties.reportPoints(device.id(), json("{\"data\":{\"1\":{}}}")));
    CloudDevice own = cloud.devices.bind("STOCK-dj-1", ASSET).device();
    refused(2009, () -> cloud.thirdParties.connect(own.id(), true));
  }
}
