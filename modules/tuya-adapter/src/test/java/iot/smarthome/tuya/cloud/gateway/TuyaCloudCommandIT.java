package iot.smarthome.tuya.cloud.gateway;

import static iot.smarthome.tuya.cloud.gateway.StubTuya.LOST;
import static iot.smarthome.tuya.cloud.gateway.StubTuya.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import iot.smarthome.tuya.cloud.gateway.StubTuya.MutableClock;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a command looks like on the wire, and how often it goes there. */
class TuyaCloudCommandIT {

  private static final String TAKEN = "{\"success\":true,\"t\":1,\"result\":true}";

  private StubTuya tuya;
  private CloudContainer container;
  private TuyaCloud cloud;

  @BeforeEach
  void start() throws IOException {
    tuya = new StubTuya();
    container = new CloudContainer(tuya.settings(), new MutableClock());
    cloud = container.cloud();
    cloud.probe();
  }

  @AfterEach
  void stop() {
    container.close();
    tuya.close();
  }

  private List<String> sent() {
    return tuya.seen.stream().map(call -> call.replace(" login1 ", " ")).toList();
  }

  @Test
  void tellsByTheStandardInstructionSet() {
    tuya.willAnswer(TAKEN);
    assertThat(cloud.command("t1", "temp_set", Json.createValue(215))).isTrue();
    assertThat(sent())
        .containsExactly(
            "POST /v1.0/iot-03/devices/t1/commands {\"commands\":[{\"code\":\"temp_set\",\"value\":215}]}");
  }

  @Test
  void tellsByTheThingModelWithTheJsonInAString() {
    tuya.willAnswer(TAKEN);
    assertThat(cloud.issue("t1", "led", JsonValue.TRUE)).isTrue();
    assertThat(sent())
        .containsExactly(
            "POST /v2.0/cloud/thing/t1/shadow/properties/issue {\"properties\":\"{\\\"led\\\":true}\"}");
  }

  @Test
  void isSentOnceWhenItsAnswerIsLost() {
    tuya.willAnswer(LOST, TAKEN);
    assertThatThrownBy(() -> cloud.command("t1", "led", JsonValue.TRUE))
        .asInstanceOf(type(TuyaCloudException.class))
        .satisfies(
            lost -> {
              assertThat(lost.fault()).isEqualTo(Fault.RETRYABLE);
              assertThat(lost.mayHaveHappened()).isTrue();
            });
    assertThat(tuya.seen).hasSize(1);
  }

  @Test
  void isSentOnceWhenTuyaDoesNotSayWhetherItTookIt() {
    tuya.willAnswer(error("1111"), TAKEN);
    assertThatThrownBy(() -> cloud.command("t1", "led", JsonValue.TRUE))
        .hasMessageContaining("1111");
    assertThat(tuya.seen).hasSize(1);
  }

  @Test
  void isSentAgainWhenTuyaTookNothing() {
    tuya.willAnswer(error("1199"), TAKEN);
    assertThat(cloud.command("t1", "led", JsonValue.TRUE)).isTrue();
    assertThat(tuya.seen).hasSize(2);
  }

  @Test
  void isReplayedOnceAfterARefusedToken() {
    tuya.willAnswer(error("1010"), TAKEN);
    assertThat(cloud.command("t1", "led", JsonValue.TRUE)).isTrue();
    assertThat(tuya.seen).hasSize(2);

    tuya.willAnswer(error("1010"), error("1010"), TAKEN);
    assertThatThrownBy(() -> cloud.command("t1", "led", JsonValue.TRUE))
        .hasMessageContaining("1010");
    assertThat(tuya.seen).hasSize(4);
  }

  @Test
  void saysThatTuyaTookNothing() {
    tuya.willAnswer("{\"success\":true,\"t\":1,\"result\":false}");
    assertThat(cloud.command("t1", "led", JsonValue.TRUE)).isFalse();
  }

  @Test
  void readsAThingModelWhereThereIsOne() {
    tuya.willAnswer("{\"success\":true,\"t\":1,\"result\":{\"model\":\"{\\\"services\\\":[]}\"}}");
    assertThat(cloud.thingModel("t1").orElseThrow()).hasToString("{\"services\":[]}");
    tuya.willAnswer("{\"success\":false,\"code\":2009,\"msg\":\"not support this device\"}");
    assertThat(cloud.thingModel("t1")).isEmpty();
    assertThat(tuya.seen).allMatch(call -> call.startsWith("GET /v2.0/cloud/thing/t1/model"));
  }
}
