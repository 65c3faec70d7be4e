package iot.smarthome.search.indexing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.search.indexing.entity.Kind;
import iot.smarthome.search.indexing.entity.Position;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads the golden examples of the producers' contracts. */
class ChangeReaderTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000";

  private static Thing example(String type) {
    return ChangeReader.read(event(type, EventContracts.example(type))).orElseThrow();
  }

  private static EventEnvelope event(String type, String json) {
    return new EventEnvelope(
        "e", type, "/x", Instant.EPOCH, null, null, json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsABuilding() {
    Thing building = example("iot.smarthome.building.created");
    assertThat(building.kind()).isEqualTo(Kind.BUILDING);
    assertThat(building.name()).isEqualTo("Head office");
    assertThat(building.code()).isEqualTo("HQ");
    assertThat(building.address()).isEqualTo("1 Main Street");
    assertThat(building.position()).isEqualTo(new Position(10.7769, 106.7009));
    assertThat(building.parentId()).isNull();
    assertThat(building.declared()).isEmpty();
  }

  @Test
  void readsAnAreaAndARoom() {
    Thing area = example("iot.smarthome.area.updated");
    assertThat(area.group()).isEqualTo("east-engineers");
    assertThat(area.version()).isEqualTo(2);
    assertThat(area.parentId()).isEqualTo(ID + "f1");
    assertThat(area.declared()).containsExactly(ID + "f1", ID + "b1");
    Thing room = example("iot.smarthome.room.created");
    assertThat(room.parentId()).isEqualTo(ID + "a1");
    assertThat(room.declared()).containsExactly(ID + "a1", ID + "f1", ID + "b1");
  }

  @Test
  void readsADevice() {
    Thing device = example("iot.smarthome.device.updated");
    assertThat(device.kind()).isEqualTo(Kind.DEVICE);
    assertThat(device.name()).isEqualTo("Smoke alarm kitchen");
    assertThat(device.serial()).isEqualTo("SN-0001");
    assertThat(device.category()).isEqualTo("ywbj");
    assertThat(device.lifeCycle()).isEqualTo("SHADOW");
    assertThat(device.connectivity()).isEqualTo("UNKNOWN");
    assertThat(device.parentId()).isEqualTo(ID + "c1");
    assertThat(device.declared()).containsExactly(ID + "c1", ID + "a1", ID + "f1", ID + "b1");
  }

  @Test
  void readsDeletions() {
    Thing gone = example("iot.smarthome.device.deleted");
    assertThat(gone.live()).isFalse();
    assertThat(gone.id()).isEqualTo(ID + "d1");
    assertThat(gone.version()).isEqualTo(2);
    assertThat(example("iot.smarthome.room.deleted").kind()).isEqualTo(Kind.ROOM);
  }

  @Test
  void passesOverEventsOfOtherTypes() {
    assertThat(ChangeReader.read(event("iot.smarthome.user.created", "{}"))).isEmpty();
    assertThat(ChangeReader.read(event("iot.smarthome.device.painted", "no json"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"op\":\"updated\",\"id\":\"x\",\"version\":\"1\",\"changedAt\":\"2026-11-24T10:15:30Z\"}",
        "{\"op\":\"updated\",\"id\":\"x\",\"version\":1.5,\"changedAt\":\"2026-11-24T10:15:30Z\"}",
        "{\"op\":\"updated\",\"id\":\"x\",\"version\":1,\"changedAt\":\"yesterday\",\"state\":{}}",
        "{\"op\":\"updated\",\"id\":\"x\",\"version\":1,\"changedAt\":\"2026-11-24T10:15:30Z\",\"state\":null}",
        "{\"op\":\"updated\",\"id\":\"x\",\"version\":1,\"changedAt\":\"2026-11-24T10:15:30Z\",\"state\":{}}"
      })
  void givesUpOnWhatCannotBeRead(String json) {
    assertThatThrownBy(() -> ChangeReader.read(event("iot.smarthome.device.updated", json)))
        .isInstanceOf(UnprocessableEventException.class);
  }

  @Test
  void refusesAPositionThatIsNotOnEarth() {
    String json =
        EventContracts.example("iot.smarthome.building.created").replace("10.7769", "95.5");
    assertThatThrownBy(() -> ChangeReader.read(event("iot.smarthome.building.created", json)))
        .isInstanceOf(UnprocessableEventException.class)
        .hasMessageContaining("95.5");
  }
}
