package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/** The platform's main job, from the registration on site to the alert. */
@ExtendWith(Platform.class)
@MicroShedTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
public class JourneyIT {

  @RESTClient public static PlatformApi api;

  private final Steps steps = new Steps(api);

  @Test
  void aDeviceIsRegisteredMeasuresAndRaisesOneAlertUntilItIsCleared() {
    Steps.Room room = steps.room();
    String bindCode = "STOCK-ywbj-" + Steps.number();
    String device = steps.activated("ywbj", bindCode, room);

    steps.reported(bindCode, "battery_percentage", Json.createValue(73));
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(steps.values(device, "charge"))
                    .extracting(value -> ((jakarta.json.JsonNumber) value).doubleValue())
                    .containsExactly(73.0));

    steps.scenario("smoke", bindCode);
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(() -> assertThat(steps.alerts(room, "OPEN")).hasSize(1));
    JsonObject alert = steps.alerts(room, "OPEN").get(0);
    assertThat(alert.getString("hazard")).isEqualTo("SMOKE");
    assertThat(alert.getString("deviceId")).isEqualTo(device);
    assertThat(alert.getJsonObject("location").getString("roomId")).isEqualTo(room.id());

    steps.scenario("smoke", bindCode);
    steps.scenario("clear", bindCode);
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(steps.alerts(room, "CLEARED"))
                    .extracting(cleared -> cleared.getString("id"))
                    .containsExactly(alert.getString("id")));
    assertThat(steps.alerts(room, "OPEN")).isEmpty();
  }

  @Test
  void aDeviceThatTuyaDoesNotKnowIsRejectedWithAReasonOnCanRead() {
    JsonObject device =
        steps.created(
            "devices", Steps.device("ywbj", "NO-SUCH-CODE-" + Steps.number(), steps.room()));
    JsonObject rejected = steps.awaitLifeCycle(device.getString("id"), "REJECTED");
    JsonObject reason = rejected.getJsonObject("rejection");
    assertThat(reason.getString("code")).isEqualTo("2010");
    assertThat(reason.getString("explanation")).hasSizeGreaterThan(20).contains(" ");
  }

  @Test
  void aMessageThatComesTwiceIsOnePointAndOneAlert() {
    Steps.Room room = steps.room();
    String bindCode = "STOCK-ywbj-" + Steps.number();
    String device = steps.activated("ywbj", bindCode, room);
    String dataId = steps.reported(bindCode, "smoke_sensor_status", Json.createValue("alarm"));
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(() -> assertThat(steps.alerts(room, "OPEN")).hasSize(1));
    steps.tuya("messages", Json.createObjectBuilder().add("repeat", dataId).build());
    // what comes after the duplicate shows that the duplicate was dealt with
    steps.reported(bindCode, "battery_percentage", Json.createValue(50));
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(() -> assertThat(steps.values(device, "charge")).hasSize(1));
    assertThat(steps.values(device, "smoke")).hasSize(1);
    assertThat(steps.alerts(room, "OPEN")).hasSize(1);
  }

  @Test
  void aBrokenMessageDoesNotStopTheStream() {
    Steps.Room room = steps.room();
    String bindCode = "STOCK-wsdcg-" + Steps.number();
    String device = steps.activated("wsdcg", bindCode, room);
    for (String broken : List.of("{", "{\"data\":\"AAAA\",\"protocol\":4,\"t\":1}", "no json")) {
      steps.tuya("messages", Json.createObjectBuilder().add("payload", broken).build());
    }
    steps.reported(bindCode, "va_temperature", Json.createValue(215));
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(steps.values(device, "temperature"))
                    .extracting(JsonValue::toString)
                    .containsExactly("21.5"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                                                                    | 400 | (body)",
        "[]                                                                   | 400 | (body)",
        "{'category':'ywbj','serial':'S','roomId':'R','bindCode':'B'}          | 400 | name",
        "{'name':7,'category':'ywbj','serial':'S','roomId':'R','bindCode':'B'} | 400 | name",
        "{'name':'LONG','category':'ywbj','serial':'S','roomId':'R','bindCode':'B'} | 400 | name",
        "{'name':'n','category':'ywbj','serial':'S','roomId':'R','bindCode':'B','x':1} | 400 | x",
        "{'name':'n','category':'nope','serial':'S','roomId':'R','bindCode':'B'} | 422 | category",
        "{'name':'n','category':'ywbj','serial':'S','roomId':'none','bindCode':'B'} | 422 | roomId",
        "{'name':'n','category':'ywbj','serial':'HUGE','roomId':'R','bindCode':'B'} | 413 | (body)"
      })
  void badInputIsRefusedByFieldAndNothingIsStored(String template, int status, String field) {
    Steps.Room room = steps.room();
    String body =
        template
            .replace('\'', '"')
            .replace("\"R\"", '"' + room.id() + '"')
            .replace("LONG", "n".repeat(101))
            .replace("HUGE", "s".repeat(70_000));
    Response response = api.create("devices", null, body);
    JsonObject problem = Steps.json(response);
    assertThat(response.getStatus()).as(problem.toString()).isEqualTo(status);
    assertThat(response.getMediaType().toString()).startsWith("application/problem+json");
    assertThat(problem.getString("type")).startsWith("urn:problem:smarthome:");
    JsonObject violation = problem.getJsonArray("violations").getJsonObject(0);
    assertThat(violation.getString("field")).isEqualTo(field);
    assertThat(violation.getString("mend")).isNotBlank();
    assertThat(Steps.json(api.devices(room.areaId())).getJsonArray("items")).isEmpty();
  }

  @Test
  void aSerialIsRegisteredOnceAndAKeyedRequestHasOneAnswer() {
    Steps.Room room = steps.room();
    String body = Steps.device("kg", "STOCK-kg-" + Steps.number(), room).build().toString();
    String key = "key-" + Steps.number();
    JsonObject first = Steps.json(api.create("devices", key, body));
    Response again = api.create("devices", key, body);
    assertThat(again.getStatus()).isEqualTo(201);
    assertThat(again.getHeaderString("Idempotency-Replayed")).isEqualTo("true");
    assertThat(Steps.json(again).getString("id")).isEqualTo(first.getString("id"));
    Response duplicate = api.create("devices", null, body);
    assertThat(duplicate.getStatus()).isEqualTo(409);
    assertThat(api.create("devices", key, body.replace("Device", "Other")).getStatus())
        .isEqualTo(422);
    assertThat(api.delete("devices/" + first.getString("id"), null).getStatus()).isEqualTo(428);
    assertThat(api.delete("devices/" + first.getString("id"), "\"99\"").getStatus()).isEqualTo(412);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void nothingAcknowledgedIsLostWhenEveryProcessIsKilled() throws Exception {
    Steps.Room room = steps.room();
    String bindCode = "STOCK-ywbj-" + Steps.number();
    String device = steps.activated("ywbj", bindCode, room);
    steps.scenario("smoke", bindCode);
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(() -> assertThat(steps.alerts(room, "OPEN")).hasSize(1));
    JsonObject late =
        steps.created("devices", Steps.device("kg", "STOCK-kg-" + Steps.number(), room));

    Platform.killAndRestart();

    assertThat(steps.awaitLifeCycle(device, "ACTIVATED").getString("id")).isEqualTo(device);
    steps.awaitLifeCycle(late.getString("id"), "ACTIVATED");
    assertThat(steps.alerts(room, "OPEN")).hasSize(1);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(steps.values(device, "smoke")).isNotEmpty());
    steps.scenario("clear", bindCode);
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(() -> assertThat(steps.alerts(room, "CLEARED")).hasSize(1));
  }
}
