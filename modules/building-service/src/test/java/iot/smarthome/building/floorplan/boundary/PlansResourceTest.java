package iot.smarthome.building.floorplan.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import iot.smarthome.building.floorplan.control.DrawPlan;
import iot.smarthome.building.floorplan.control.PlanOfFloor;
import iot.smarthome.building.floorplan.control.ReadPlan;
import iot.smarthome.building.floorplan.entity.FloorPlan;
import iot.smarthome.building.floorplan.entity.Region;
import iot.smarthome.building.structure.control.PlaceRemoved;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScope;
import iot.smarthome.scope.AccessScope.LeftOut;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlansResourceTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, -, 0",
        "-, -, *, 0",
        "-, '\"1\"', -, 412",
        "3, -, -, 428",
        "3, '\"3\"', -, 0",
        "3, '\"2\"', -, 412",
        "3, *, -, 0",
        "3, -, *, 412"
      })
  void replacesAPlanOnlyForOneWhoKnowsIt(
      Long version, String ifMatch, String ifNoneMatch, int status) {
    if (status == 0) {
      assertThatCode(() -> PlansResource.matching(ifMatch, ifNoneMatch).accept(version))
          .doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> PlansResource.matching(ifMatch, ifNoneMatch).accept(version))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
    }
  }

  @Test
  void showsAPlanSoThatNothingInItActs() {
    PlansResource resource = new PlansResource();
    resource.readPlan = mock(ReadPlan.class);
    when(resource.readPlan.of("f"))
        .thenReturn(
            new ReadPlan.Drawing(new FloorPlan("p", "f", new byte[1], Instant.EPOCH), null, 3));
    Response shown = resource.find("f", "\"2\"");
    assertThat(shown.getStatus()).isEqualTo(200);
    assertThat(shown.getHeaderString("Content-Security-Policy"))
        .contains("default-src 'none'", "sandbox");
    assertThat(shown.getHeaderString("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(shown.getMediaType()).hasToString("image/svg+xml");
    assertThat(resource.find("f", "W/\"3\"").getStatus()).isEqualTo(304);
  }

  @Test
  void tellsOnlyRoomsThatTheCallerMayRead() {
    Place area =
        Place.building("b", named("B"), Instant.EPOCH)
            .child("f", named("1"), Instant.EPOCH)
            .child("a", named("A"), Instant.EPOCH);
    List<Place> rooms =
        List.of(
            area.child("r1", named("101"), Instant.EPOCH),
            area.child("r2", named("102"), Instant.EPOCH),
            area.child("r3", named("103"), Instant.EPOCH));
    Region region = new Region("101", "x", false, null);
    PlanOfFloor plan =
        new PlanOfFloor(
            area,
            "0 0 1 1",
            List.of(
                new PlanOfFloor.RoomRegion(rooms.get(0), region),
                new PlanOfFloor.RoomRegion(rooms.get(1), region)),
            List.of(),
            rooms);
    AccessScope scope =
        AccessScope.of(Set.of("a"), Set.of()).without(new LeftOut(null, Set.of("r2")));

    RegionsResponse told = RegionsResponse.of(plan, scope);

    assertThat(told.regions()).extracting(RegionsResponse.RoomRegion::roomId).containsExactly("r1");
    assertThat(told.unmatchedRooms())
        .extracting(RegionsResponse.Room::roomId)
        .containsExactly("r1", "r3");
    assertThat(RegionsResponse.of(plan, AccessScope.NOTHING).regions()).isEmpty();
  }

  private static Description named(String name) {
    return new Description(name, name, null, null, null, null);
  }

  @Test
  void forgetsPlansOfFloorsAlone() {
    DrawPlan drawPlan = mock(DrawPlan.class);
    RemovedFloors removed = new RemovedFloors(drawPlan);
    removed.forget(new PlaceRemoved(PlaceKind.ROOM, "r"));
    removed.forget(new PlaceRemoved(PlaceKind.FLOOR, "f"));
    verify(drawPlan).forget("f");
    verifyNoMoreInteractions(drawPlan);
  }
}
