package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/** What somebody wants of a device, from the request to the device's own report. */
@ExtendWith(Platform.class)
@MicroShedTest
public class CommandsIT {

  @RESTClient public static PlatformApi api;

  private final Steps steps = new Steps(api);

  private static JsonObject command(String code, JsonValue value) {
    return Json.createObjectBuilder().add("code", code).add("value", value).build();
  }

  private JsonObject given(String device, JsonObject command) {
    Response response = api.create("devices/" + device + "/commands", null, command.toString());
    JsonObject given = Steps.json(response);
    assertThat(response.getStatus()).as(given.toString()).isEqualTo(202);
    assertThat(response.getHeaderString("Location"))
        .endsWith("/api/devices/" + device + "/commands/" + given.getString("id"));
    assertThat(given.getString("state")).isEqualTo("PENDING");
    return given;
  }

  private JsonObject awaitState(JsonObject given, String state) {
    return await()
        .atMost(Steps.PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                Steps.json(
                    api.read(
                        "devices/"
                            + given.getString("deviceId")
                            + "/commands/"
                            + given.getString("id"))),
            command -> state.equals(command.getString("state", "")));
  }

  private void awaitValue(String device, String metric, String value) {
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(steps.values(device, metric))
                    .extracting(JsonValue::toString)
                    .contains(value));
  }

  @Test
  void aLampIsSwitchedOnAndSaysSoItself() {
    String lamp = steps.activated("dj", "STOCK-dj-" + Steps.number(), steps.room());

    JsonObject confirmed =
        awaitState(given(lamp, command("switch_led", JsonValue.TRUE)), "CONFIRMED");

    assertThat(confirmed.getString("sentAt")).isNotBlank();
    assertThat(confirmed.getString("endedAt")).isNotBlank();
    assertThat(confirmed.getString("givenBy")).isEqualTo("admin");
    awaitValue(lamp, "switch_led", "true");
  }

  @Test
  void anAirConditionerTakesARealValueInItsUnit() {
    String conditioner = steps.activated("kt", "STOCK-kt-" + Steps.number(), steps.room());
    JsonObject warmer =
        Json.createObjectBuilder(command("temp_set", Json.createValue(21.5)))
            .add("unit", "Cel")
            .build();

    awaitState(given(conditioner, warmer), "CONFIRMED");

    awaitValue(conditioner, "temperature_set", "21.5");
  }

  @Test
  void whatADeviceCannotTakeFailsWithASentence() {
    String bindCode = "STOCK-kt-" + Steps.number();
    String conditioner = steps.activated("kt", bindCode, steps.room());

    JsonObject tooWarm =
        awaitState(given(conditioner, command("temp_set", Json.createValue(45))), "FAILED");
    assertThat(tooWarm.getJsonObject("reason").getString("code")).isEqualTo("out-of-range");
    assertThat(tooWarm.getJsonObject("reason").getString("explanation"))
        .isEqualTo("The device takes temp_set from 16 up to 31, not 45.");

    steps.scenario("offline", bindCode);
    JsonObject offline =
        awaitState(given(conditioner, command("switch", JsonValue.TRUE)), "FAILED");
    assertThat(offline.getJsonObject("reason").getString("code")).isEqualTo("2001");
    assertThat(offline.getJsonObject("reason").getString("explanation"))
        .startsWith("The device is offline.");

    assertThat(
            Steps.json(api.read("devices/" + conditioner + "/commands"))
                .getJsonArray("items")
                .getValuesAs(JsonObject.class))
        .extracting(command -> command.getString("id"))
        .containsExactly(offline.getString("id"), tooWarm.getString("id"));
  }

  @Test
  void aKeyedCommandIsGivenOnce() {
    String lamp = steps.activated("dj", "STOCK-dj-" + Steps.number(), steps.room());
    String key = "key-" + Steps.number();
    String body = command("bright_value_v2", Json.createValue(500)).toString();

    JsonObject first = Steps.json(api.create("devices/" + lamp + "/commands", key, body));
    Response again = api.create("devices/" + lamp + "/commands", key, body);

    assertThat(again.getStatus()).isEqualTo(202);
    assertThat(again.getHeaderString("Idempotency-Replayed")).isEqualTo("true");
    assertThat(Steps.json(again).getString("id")).isEqualTo(first.getString("id"));
    awaitState(first, "CONFIRMED");
    assertThat(Steps.json(api.read("devices/" + lamp + "/commands")).getJsonArray("items"))
        .hasSize(1);
  }

  @Test
  void aDeviceThatIsNotActiveTakesNoCommands() {
    JsonObject device =
        steps.created("devices", Steps.device("dj", "NO-SUCH-" + Steps.number(), steps.room()));
    steps.awaitLifeCycle(device.getString("id"), "REJECTED");

    Response refused =
        api.create(
            "devices/" + device.getString("id") + "/commands",
            null,
            command("switch_led", JsonValue.TRUE).toString());

    assertThat(refused.getStatus()).isEqualTo(409);
    assertThat(Steps.json(refused).getString("type")).endsWith(":device-not-active");
  }
}
