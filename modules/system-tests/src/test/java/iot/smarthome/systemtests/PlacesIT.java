package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/** What becomes of places reaches everybody whom it concerns. */
@ExtendWith(Platform.class)
@MicroShedTest
public class PlacesIT {

  @RESTClient public static PlatformApi api;

  private final Steps steps = new Steps(api);

  private JsonObject add(String collection, String code) {
    return steps.created(collection, described(code));
  }

  private static JsonObjectBuilder described(String code) {
    return Json.createObjectBuilder().add("code", code).add("name", code);
  }

  private List<JsonObject> found(String kind, String words) {
    Response response = api.search(kind, words);
    JsonObject answer = Steps.json(response);
    assertThat(response.getStatus()).as(answer.toString()).isEqualTo(200);
    return answer.getJsonArray("items").getValuesAs(JsonObject.class);
  }

  @Test
  void anAreaWithAGroupIsFoundAndItsGroupIsToldOfItOnce() {
    String word = "Lotus" + Steps.number();
    String group = "group-" + Steps.number();
    steps.created("groups", Json.createObjectBuilder().add("id", group).add("name", group));
    String building = add("buildings", "B" + Steps.number()).getString("id");
    String floor = add("buildings/" + building + "/floors", "1").getString("id");
    String area =
        steps
            .created(
                "floors/" + floor + "/areas",
                Json.createObjectBuilder()
                    .add("code", "A")
                    .add("name", word)
                    .add("responsibleGroup", group))
            .getString("id");

    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(found("AREA", word))
                    .extracting(thing -> thing.getString("id"))
                    .containsExactly(area));
    try (Topic requests = new Topic(Platform.kafka(), "notification.v1")) {
      await()
          .atMost(Steps.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(requests.read())
                      .extracting(ConsumerRecord::value)
                      .filteredOn(value -> value.contains(area))
                      .singleElement()
                      .asString()
                      .contains("AREA_CREATED", "\"" + group + "\"", word));
    }
  }

  @Test
  void devicesGoWithTheRoomThatIsLaidIntoAnotherArea() {
    String building = add("buildings", "B" + Steps.number()).getString("id");
    String ground = add("buildings/" + building + "/floors", "0").getString("id");
    String upper = add("buildings/" + building + "/floors", "1").getString("id");
    String from = add("floors/" + ground + "/areas", "A").getString("id");
    String to = add("floors/" + upper + "/areas", "B").getString("id");
    JsonObject room = add("areas/" + from + "/rooms", "101");
    String bindCode = "STOCK-ywbj-" + Steps.number();
    String device = steps.activated("ywbj", bindCode, new Steps.Room(from, room.getString("id")));

    Response moved =
        api.act(
            "places/" + room.getString("id") + "/move",
            "\"" + room.getInt("version") + "\"",
            Json.createObjectBuilder().add("parentId", to).build().toString());
    assertThat(Steps.json(moved).getString("areaId")).isEqualTo(to);

    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(
            () -> {
              JsonObject at = Steps.json(api.read("devices/" + device)).getJsonObject("location");
              assertThat(at.getString("areaId")).isEqualTo(to);
              assertThat(at.getString("floorId")).isEqualTo(upper);
            });
    // and so does what it has to say: the alert is raised where it hangs now
    await()
        .atMost(Steps.PATIENCE)
        .untilAsserted(
            () -> {
              steps.scenario("clear", bindCode);
              steps.scenario("smoke", bindCode);
              assertThat(steps.alerts(new Steps.Room(to, room.getString("id")), "OPEN")).hasSize(1);
            });
  }
}
