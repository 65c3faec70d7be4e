package iot.smarthome.tuya.cloud.gateway;

import static iot.smarthome.tuya.cloud.gateway.StubTuya.OK;
import static iot.smarthome.tuya.cloud.gateway.StubTuya.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuya.cloud.gateway.StubTuya.MutableClock;
import iot.smarthome.tuya.cloud.gateway.TuyaCloud.PairingAnswer;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a stub of Tuya Cloud that checks each signature, with Fault Tolerance at work. */
class TuyaCloudIT {

  private static final String DEVICE = "GET /v1.0/iot-03/devices/{id}";

  private final MutableClock clock = new MutableClock();
  private StubTuya tuya;
  private CloudContainer container;
  private TuyaCloud cloud;
  private List<String> seen;

  @BeforeEach
  void start() throws IOException {
    tuya = new StubTuya();
    seen = tuya.seen;
    container = new CloudContainer(tuya.settings(), clock);
    cloud = container.cloud();
  }

  @AfterEach
  void stop() {
    container.close();
    tuya.close();
  }

  @Test
  void logsInOnceForManyCalls() {
    List<Thread> callers =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> new Thread(() -> cloud.details("d1")))
            .toList();
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      try {
        caller.join();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
    assertThat(tuya.logins).hasValue(1);
    assertThat(seen).hasSize(8).allMatch(call -> call.contains(" login1 "));
    assertThat(cloud.fault()).isEmpty();
  }

  @Test
  void replaysACallOnceWithANewTokenWhenTuyaRefusesTheOld() {
    cloud.details("d1");
    tuya.loginElsewhere();
    assertThat(cloud.details("d1").getString("id")).isEqualTo("d1");
    assertThat(tuya.logins).hasValue(2);
    assertThat(seen).hasSize(3);
    tuya.willAnswer(error("1010"), error("1011"));
    assertThatThrownBy(() -> cloud.details("d1"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class, e -> assertThat(e.code()).isEqualTo("1011"));
    assertThat(seen).as("once, not again and again").hasSize(5);
  }

  @Test
  void triesAgainWhileTuyaIsBusy() {
    tuya.willAnswer(error("1199"), "<html>bad gateway</html>", OK);
    assertThat(cloud.details("d1").getString("id")).isEqualTo("d1");
    tuya.willAnswer(error("1110"), error("1110"), error("1110"));
    assertThatThrownBy(() -> cloud.details("d1"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class, e -> assertThat(e.fault()).isEqualTo(Fault.RETRYABLE));
  }

  @Test
  void keepsCallsBackAfterTheQuotaIsSpentAndTriesLater() {
    tuya.willAnswer(error("28841004"));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> cloud.details("d1"))
          .isInstanceOfSatisfying(
              TuyaCloudException.class, e -> assertThat(e.fault()).isEqualTo(Fault.PROJECT));
    }
    assertThat(seen).hasSize(1);
    assertThat(cloud.fault().orElseThrow()).contains("28841004");
    assertThat(container.blocked()).isEqualTo(1);
    clock.forward(Duration.ofSeconds(61));
    assertThat(container.blocked()).isEqualTo(0);
    assertThat(cloud.fault()).as("not known to be over").isPresent();
    cloud.details("d1");
    assertThat(cloud.fault()).isEmpty();
  }

  @Test
  void stopsCallingATuyaThatDoesNotAnswer() {
    tuya.willAnswer("<html>", "<html>", "<html>", "<html>", "<html>", "<html>");
    assertThatThrownBy(() -> cloud.details("d1"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class, e -> assertThat(e.mayHaveHappened()).isTrue());
    assertThat(cloud.fault().orElseThrow()).contains("http-200");
    assertThatThrownBy(() -> cloud.details("d1"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.RETRYABLE);
              assertThat(e.code()).isEqualTo("no-calls");
              assertThat(e.mayHaveHappened()).isFalse();
            });
    assertThat(seen).hasSize(5);
  }

  @Test
  void saysThatNobodyAnswers() {
    tuya.close();
    assertThatThrownBy(() -> cloud.details("d1"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class, e -> assertThat(e.code()).isEqualTo("no-answer"));
  }

  @Test
  void learnsTuyasClockAndReplaysTheCall() {
    cloud.details("d1");
    tuya.clockAheadMillis = 3_600_000;
    assertThat(cloud.details("d1").getString("id")).isEqualTo("d1");
    assertThat(cloud.details("d1").getString("id")).isEqualTo("d1");
    assertThat(seen).as("refused ones are not seen").hasSize(3);
    assertThat(container.counted.get("tuya_calls[" + DEVICE + ", 1013]")).hasValue(1);
  }

  @Test
  void learnsTuyasClockByItsFirstLogin() {
    tuya.clockAheadMillis = -3_600_000;
    assertThat(cloud.details("d1").getString("id")).isEqualTo("d1");
  }

  @Test
  void countsCallsByApiAndCode() {
    tuya.willAnswer(OK, error("2010"));
    cloud.details("d1");
    assertThatThrownBy(() -> cloud.details("d2")).isInstanceOf(TuyaCloudException.class);
    assertThat(container.counted.get("tuya_calls[" + DEVICE + ", ok]")).hasValue(1);
    assertThat(container.counted.get("tuya_calls[" + DEVICE + ", 2010]")).hasValue(1);
  }

  @Test
  void signsWhatIsEncodedOnTheWay() {
    assertThat(cloud.details("a-b_c.1").getString("id")).isEqualTo("d1");
  }

  @Test
  void pairsByBindCodeIntoTheAsset() {
    tuya.willAnswer(
        "{\"success\":true,\"result\":[{\"device_id\":\"t1\",\"device_bind_code\":\"BC1\",\"bind_result\":true}]}");
    PairingAnswer answer = cloud.pair("BC1", "asset");
    assertThat(answer.bound()).isTrue();
    assertThat(answer.tuyaDeviceId()).isEqualTo("t1");
    assertThat(seen.get(0))
        .isEqualTo(
            "POST /v1.1/iot-02/device-bc-bind login1 {\"asset_id\":\"asset\",\"device_bind_code_list\":[\"BC1\"]}");
  }

  @Test
  void explainsARefusal() {
    tuya.willAnswer(error("2010"));
    assertThatThrownBy(() -> cloud.pair("BC1", "asset"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class,
            e -> {
              assertThat(e.fault()).isEqualTo(Fault.REJECTED);
              assertThat(e.code()).isEqualTo("2010");
              assertThat(e.words()).isEqualTo("words of 2010");
              assertThat(e.explanation()).contains("does not know this bind code");
            });
    tuya.willAnswer(error("4711"));
    assertThatThrownBy(() -> cloud.pair("BC1", "asset"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class,
            e -> assertThat(e.explanation()).contains("4711", "words of 4711"));
    tuya.willAnswer(
        "{\"success\":true,\"result\":{\"list\":[{\"device_bind_code\":\"BC1\",\"bind_result\":false,\"code\":1109,\"msg\":\"no\"}]}}");
    PairingAnswer answer = cloud.pair("BC1", "asset");
    assertThat(answer.bound()).isFalse();
    assertThat(answer.refusal().code()).isEqualTo("1109");
  }

  @Test
  void readsADeviceWithoutSpecificationAsOneWithoutPoints() {
    tuya.willAnswer(error("2009"));
    assertThat(cloud.specification("d1")).isEmpty();
    assertThat(cloud.specification("d1")).isPresent();
  }

  @Test
  void releasesADeviceThatIsGoneAlready() {
    tuya.willAnswer(error("2010"));
    cloud.release("d1");
    assertThat(seen.get(0)).startsWith("DELETE /v1.0/iot-03/devices/d1 ");
  }

  @Test
  void registersADeviceOfAThirdPartyOnceAtMost() {
    tuya.willAnswer("{\"success\":true,\"result\":{\"device_id\":\"t1\"}}");
    assertThat(cloud.register("d1", "Lamp", "p1")).isEqualTo("t1");
    assertThat(seen.get(0))
        .isEqualTo(
            "POST /v1.0/iot-03/3rdcloud/devices/d1/register login1"
                + " {\"device_name\":\"Lamp\",\"product_id\":\"p1\"}");
    tuya.willAnswer(error("1199"), "<html>gateway timeout</html>");
    assertThatThrownBy(() -> cloud.register("d2", "Lamp", "p1"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class, e -> assertThat(e.mayHaveHappened()).isTrue());
    assertThat(seen).as("again after busy, not after silence").hasSize(3);
    tuya.willAnswer("{\"success\":true,\"result\":{\"device_id\":\"t2\"}}", error("2010"));
    assertThat(cloud.thirdParty("d2")).contains("t2");
    assertThat(cloud.thirdParty("d3")).isEmpty();
    cloud.removeThirdParty("d2");
    assertThat(seen.get(5)).startsWith("DELETE /v1.0/iot-03/3rdcloud/devices/d2/remove ");
  }

  @Test
  void readsAssetsPageByPage() {
    TuyaAssets assets = container.assets();
    tuya.willAnswer(
        "{\"success\":true,\"result\":{\"list\":[{\"asset_id\":\"1\",\"asset_name\":\"A\"},"
            + "{\"asset_id\":\"2\",\"asset_name\":\"B\"}],\"has_next\":true,\"last_row_key\":\"k 2\"}}",
        "{\"success\":true,\"result\":{\"list\":[{\"asset_id\":3,\"asset_name\":\"A\"}],"
            + "\"has_next\":false,\"last_row_key\":\"\"}}");
    assertThat(assets.named("A", "top")).containsExactly("1", "3");
    assertThat(seen.get(0))
        .startsWith("GET /v1.0/iot-02/assets/top/sub-assets?page_size=100 login1 ");
    assertThat(seen.get(1)).contains("last_row_key=k");
    assertThatThrownBy(() -> assets.devices("1")).hasMessageContaining("without a list");
  }

  @Test
  void changesAssetsAndDoesWithoutWhatTuyaRefuses() {
    TuyaAssets assets = container.assets();
    tuya.willAnswer("{\"success\":true,\"result\":\"17\"}", OK, OK, error("1106"));
    assertThat(assets.create("101 Küche", "root")).isEqualTo("17");
    assets.rename("17", "102");
    assets.transfer("t1", null, "17");
    assets.remove("17");
    assertThat(seen)
        .containsExactly(
            "POST /v1.0/iot-02/assets login1"
                + " {\"name\":\"101 Küche\",\"parent_asset_id\":\"root\"}",
            "PUT /v1.0/iot-02/assets/17 login1 {\"name\":\"102\"}",
            "POST /v1.0/iot-03/assets/devices/t1/actions/transfer login1"
                + " {\"target_asset_id\":\"17\"}",
            "DELETE /v1.0/iot-02/assets/17 login1 ");
    assertThat(container.counted.get("tuya_mirroring_refused[1106, remove]")).hasValue(1);
    tuya.willAnswer(error("1111"), "<html>", error("28841004"));
    assertThatThrownBy(() -> assets.create("A", "root")).isInstanceOf(TuyaCloudException.class);
    assertThatThrownBy(() -> assets.remove("17"))
        .isInstanceOfSatisfying(
            TuyaCloudException.class, e -> assertThat(e.fault()).isEqualTo(Fault.PROJECT));
  }
}
