package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/** Devices come to Tuya Cloud on both ways, and whatever goes wrong on them. */
@ExtendWith(Platform.class)
@MicroShedTest
public class TuyaRegistrationIT {

  private static final String BIND = "/v1.1/iot-02/device-bc-bind";

  @RESTClient public static PlatformApi api;

  private final Steps steps = new Steps(api);

  private void fault(JsonObjectBuilder fault) {
    steps.tuya("faults", fault.add("method", "POST").build());
  }

  private JsonObject registered(String bindCode) {
    return steps.created("devices", Steps.device("kg", bindCode, steps.room()));
  }

  @Test
  void aDeviceOfAThirdPartyIsRegisteredByItsProduct() {
    Steps.Room room = steps.room();
    String ofTuya = steps.activated("kg", "STOCK-kg-" + Steps.number(), room);
    String product =
        steps.awaitLifeCycle(ofTuya, "ACTIVATED").getJsonObject("tuya").getString("productId");
    fault(
        Json.createObjectBuilder()
            .add("fault", "reply_lost")
            .add("path", "*/register")
            .add("times", 1));

    JsonObject device =
        steps.created(
            "devices",
            Json.createObjectBuilder()
                .add("name", "Lamp")
                .add("category", "kg")
                .add("serial", "SN" + Steps.number())
                .add("roomId", room.id())
                .add("productId", product));

    assertThat(device.getJsonObject("tuya").containsKey("bindCode")).isFalse();
    assertThat(device.getJsonObject("pending").containsKey("since")).isTrue();
    JsonObject active = steps.awaitLifeCycle(device.getString("id"), "ACTIVATED");
    assertThat(active.getJsonObject("tuya").getString("productId")).isEqualTo(product);
    assertThat(active.getJsonObject("tuya").getString("deviceId")).isNotBlank();
    assertThat(active.containsKey("pending")).isFalse();
  }

  @Test
  void aProductThatTuyaDoesNotKnowIsRefusedWithAReason() {
    JsonObject device =
        steps.created(
            "devices",
            Json.createObjectBuilder()
                .add("name", "Lamp")
                .add("category", "kg")
                .add("serial", "SN" + Steps.number())
                .add("roomId", steps.room().id())
                .add("productId", "nobodys"));
    JsonObject rejection =
        steps.awaitLifeCycle(device.getString("id"), "REJECTED").getJsonObject("rejection");
    assertThat(rejection.getString("code")).isEqualTo("2005");
    assertThat(rejection.getString("explanation")).contains("product");
  }

  @Test
  void aBindingWhoseAnswerIsLostIsFoundAgainThoughTheTokenDiesToo() {
    fault(Json.createObjectBuilder().add("fault", "reply_lost").add("path", BIND).add("times", 1));
    fault(
        Json.createObjectBuilder()
            .add("fault", "login_elsewhere")
            .add("path", BIND)
            .add("after", 1)
            .add("times", 1));
    JsonObject device = registered("STOCK-kg-" + Steps.number());
    steps.awaitLifeCycle(device.getString("id"), "ACTIVATED");
  }

  @Test
  void aDeviceSaysSinceWhenAndWhyItWaits() {
    fault(Json.createObjectBuilder().add("fault", "trial_quota").add("path", BIND).add("times", 1));
    JsonObject device = registered("STOCK-kg-" + Steps.number());
    String path = "devices/" + device.getString("id");
    JsonObject waiting =
        await()
            .atMost(Steps.PATIENCE)
            .until(
                () -> Steps.json(api.read(path)).getJsonObject("pending"),
                pending -> pending != null && pending.containsKey("reason"));
    assertThat(Instant.parse(waiting.getString("since")))
        .isEqualTo(Instant.parse(device.getString("registeredAt")));
    assertThat(waiting.getString("reason")).contains("28841004", "administrator");
    // calls are held back for a minute, and the registration is tried again within half a one
    await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> Steps.json(api.read(path)).getString("lifeCycle"), "ACTIVATED"::equals);
  }
}
