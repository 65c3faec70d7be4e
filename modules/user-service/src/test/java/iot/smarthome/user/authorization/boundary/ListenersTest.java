package iot.smarthome.user.authorization.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import iot.smarthome.user.authorization.control.FollowThings;
import iot.smarthome.user.authorization.control.World;
import iot.smarthome.user.authorization.entity.Thing;
import iot.smarthome.user.authorization.entity.ThingType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the owners of the streams promise is what is read here. */
class ListenersTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000";
  private final World world = new World();
  private final FollowThings follow = new FollowThings(world);
  private final BuildingChangesListener buildings = new BuildingChangesListener(null, follow);
  private final DeviceChangesListener devices = new DeviceChangesListener(null, follow);
  private final AlertsListener alerts = new AlertsListener(null, follow);

  private static EventEnvelope event(String type, String data) {
    return new EventEnvelope(
        "e-1", type, "/test", Instant.EPOCH, null, null, data.getBytes(StandardCharsets.UTF_8));
  }

  private static EventEnvelope example(String type) {
    return event(type, EventContracts.example(type));
  }

  private Thing known(String id) {
    return world.find(List.of(id)).get(id);
  }

  @Test
  void placesAThingWhereItsOwnerSays() {
    for (String type :
        List.of("building.created", "floor.created", "area.updated", "room.created")) {
      buildings.hear("k", example("iot.smarthome.%s".formatted(type)));
    }
    devices.hear("k", example("iot.smarthome.device.created"));
    alerts.hear("k", example("iot.smarthome.alert.raised"));

    assertThat(known(ID + "b1")).satisfies(b -> assertThat(b.parentId()).isNull());
    assertThat(known(ID + "a1"))
        .satisfies(
            area -> {
              assertThat(area.type()).isEqualTo(ThingType.AREA);
              assertThat(area.group()).isEqualTo("east-engineers");
              assertThat(area.parentId()).isEqualTo(ID + "f1");
              assertThat(area.above()).containsExactly(ID + "f1", ID + "b1");
              assertThat(area.version()).isEqualTo(2);
            });
    assertThat(known(ID + "d1"))
        .satisfies(
            device -> {
              assertThat(device.parentId()).isEqualTo(ID + "c1");
              assertThat(device.category()).isEqualTo("ywbj");
            });
    assertThat(known(ID + "e1").parentId()).isEqualTo(ID + "d1");

    alerts.hear("k", example("iot.smarthome.alert.cleared"));
    assertThat(known(ID + "e1").version()).isEqualTo(2);
  }

  @Test
  void forgetsWhatIsDeleted() {
    buildings.hear("k", example("iot.smarthome.room.created"));
    devices.hear("k", example("iot.smarthome.device.created"));
    buildings.hear("k", example("iot.smarthome.room.deleted"));
    devices.hear("k", example("iot.smarthome.device.deleted"));

    assertThat(known(ID + "c1").removed()).isTrue();
    assertThat(known(ID + "d1").removed()).isTrue();
    devices.hear("k", example("iot.smarthome.device.created"));
    assertThat(known(ID + "d1").removed()).as("a late word").isTrue();
  }

  @Test
  void parksWhatHasAnotherForm() {
    for (String data :
        List.of(
            "nonsense",
            "[]",
            "{}",
            "{\"op\":\"created\",\"id\":\"x\",\"version\":1}",
            "{\"op\":\"created\",\"id\":\"x\",\"version\":\"1\",\"state\":{\"id\":\"x\",\"kind\":\"ROOM\"}}",
            "{\"op\":\"created\",\"id\":\"x\",\"version\":1,\"state\":{\"id\":\"x\",\"kind\":\"CELLAR\"}}")) {
      assertThatThrownBy(() -> buildings.hear("k", event("iot.smarthome.room.created", data)))
          .as(data)
          .isInstanceOf(UnprocessableEventException.class);
    }
    assertThatThrownBy(
            () ->
                devices.hear(
                    "k",
                    event(
                        "iot.smarthome.device.created",
                        "{\"op\":\"created\",\"id\":\"x\",\"version\":1,\"state\":{\"id\":\"x\",\"category\":\"sp\",\"location\":{}}}")))
        .isInstanceOf(UnprocessableEventException.class);
  }
}
