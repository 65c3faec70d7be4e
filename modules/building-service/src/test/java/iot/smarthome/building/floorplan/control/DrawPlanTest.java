package iot.smarthome.building.floorplan.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.building.floorplan.entity.FloorPlan;
import iot.smarthome.building.floorplan.gateway.FloorPlans;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class DrawPlanTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final Consumer<Long> ANY_VERSION = version -> {};
  private static final byte[] SVG =
      "<svg xmlns='http://www.w3.org/2000/svg'><rect id='R1'/></svg>"
          .getBytes(StandardCharsets.UTF_8);

  private final FloorPlans plans = mock(FloorPlans.class);
  private final Places places = mock(Places.class);
  private final FindPlaces findPlaces = new FindPlaces(places);
  private final DrawPlan drawPlan =
      new DrawPlan(plans, places, findPlaces, Clock.fixed(NOW, ZoneOffset.UTC));
  private final ReadPlan readPlan = new ReadPlan(plans, places, findPlaces);
  private final Place floor = Place.building("b", called("B"), NOW).child("f", called("F"), NOW);

  DrawPlanTest() {
    when(places.find("f")).thenReturn(Optional.of(floor));
    when(places.whole(floor)).thenReturn(List.of());
  }

  private static Description called(String code) {
    return new Description(code, code, null, null, null, null);
  }

  private static void refused(int status, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }

  @Test
  void storesThePlanBeforeTheFloorNamesItAndClearsUpAfter() {
    when(places.replace(floor, 1)).thenReturn(true);
    PlanOfFloor drawn = drawPlan.draw("f", version -> assertThat(version).isNull(), SVG);
    ArgumentCaptor<FloorPlan> plan = ArgumentCaptor.forClass(FloorPlan.class);
    verify(plans).insert(plan.capture());
    assertThat(new String(plan.getValue().svg(), StandardCharsets.UTF_8))
        .contains("<rect id=\"R1\"");
    assertThat(drawn.floor().planId()).isEqualTo(plan.getValue().id());
    assertThat(drawn.floor().planVersion()).isEqualTo(1);
    verify(plans).deleteBefore("f", plan.getValue().id());
  }

  @Test
  void drawsAgainWhenTheFloorChangedMeanwhile() {
    when(places.replace(eq(floor), anyLong())).thenReturn(false, true);
    drawPlan.draw("f", ANY_VERSION, SVG);
    verify(plans, times(2)).insert(any());
    verify(plans).delete(any());
  }

  @Test
  void givesUpWhenTheFloorChangesAllTheTime() {
    refused(412, () -> drawPlan.draw("f", ANY_VERSION, SVG));
    verify(plans, times(5)).delete(any());
  }

  @Test
  void storesNothingOfWhatIsNoPlan() {
    refused(404, () -> drawPlan.draw("none", ANY_VERSION, SVG));
    refused(400, () -> drawPlan.draw("f", ANY_VERSION, new byte[] {1}));
    verify(plans, never()).insert(any());
  }

  @Test
  void aPlanThatIsGoneIsNotReadAndTheNextHasANewVersion() {
    refused(404, () -> drawPlan.remove("f", ANY_VERSION));
    refused(404, () -> readPlan.of("f"));
    floor.drawPlan("p1", NOW);
    when(plans.find("p1")).thenReturn(Optional.of(new FloorPlan("p1", "f", SVG, NOW)));
    assertThat(readPlan.of("f").version()).isEqualTo(1);
    assertThat(readPlan.regions("f").unknown()).isEmpty();
    when(places.replace(floor, 2)).thenReturn(true);
    drawPlan.remove("f", version -> assertThat(version).isEqualTo(1));
    verify(plans).delete("p1");
    assertThat(floor.planVersion()).isNull();
    when(places.replace(floor, 3)).thenReturn(true);
    assertThat(drawPlan.draw("f", ANY_VERSION, SVG).floor().planVersion()).isEqualTo(3);
  }

  @Test
  void forgetsThePlansOfAFloorThatIsGone() {
    drawPlan.forget("f");
    verify(plans).deleteBefore("f", null);
  }
}
