package iot.smarthome.search.indexing.control;

import static iot.smarthome.search.Things.device;
import static iot.smarthome.search.Things.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.search.indexing.entity.LocatedThing;
import iot.smarthome.search.indexing.entity.Place;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.indexing.gateway.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class IndexChangesTest {

  private final ThingIndex index = mock(ThingIndex.class);
  private final IndexChanges changes =
      new IndexChanges(index, Duration.ofMillis(1), Duration.ofMillis(2));
  private final List<List<String>> writes = new ArrayList<>();

  private void answer(Verdict... verdicts) {
    AtomicInteger next = new AtomicInteger();
    when(index.write(any(), any()))
        .thenAnswer(
            call -> {
              List<LocatedThing> things = call.getArgument(1);
              writes.add(things.stream().map(thing -> thing.thing().id()).toList());
              return things.stream()
                  .map(thing -> verdicts[Math.min(next.getAndIncrement(), verdicts.length - 1)])
                  .toList();
            });
  }

  @Test
  void writesOnceMoreOnlyWhatOpenSearchWasTooBusyFor() throws Exception {
    answer(Verdict.WRITTEN, Verdict.BUSY, Verdict.refused("no"), Verdict.BUSY, Verdict.WRITTEN);
    Outcome outcome =
        changes.apply(
            "x",
            List.of(
                device("d1", "b/f/a", "Lamp", 1),
                device("d2", "b/f/a", "Lamp", 1),
                device("d3", "b/f/a", "Lamp", 1)));
    assertThat(writes).containsExactly(List.of("d1", "d2", "d3"), List.of("d2"), List.of("d2"));
    assertThat(outcome.written()).isEqualTo(2);
    assertThat(outcome.refused()).isEqualTo(Map.of("d3", "no"));
    assertThat(outcome.places()).isEmpty();
  }

  @Test
  void placesOfABatchAreKnownToTheOthersInIt() throws Exception {
    answer(Verdict.NEWER_THERE);
    Outcome outcome =
        changes.apply("x", List.of(device("d", "b/f", "Lamp", 1), place("b/f", "Floor", 2)));
    assertThat(outcome.places()).isEqualTo(Set.of("f"));
    assertThat(outcome.written()).isZero();
    // what a later version has overtaken is not looked at again
    assertThat(writes).hasSize(1);
  }

  @Test
  void givesUpForNowWhenPlacesNeverRest() {
    answer(Verdict.WRITTEN);
    AtomicInteger name = new AtomicInteger();
    when(index.places(any(), any()))
        .thenAnswer(call -> Map.of("b", Place.of(place("b", "Name " + name.incrementAndGet(), 1))));
    Thing floor = place("b/f", "Floor", 1);
    assertThatThrownBy(() -> changes.apply("x", List.of(floor)))
        .isInstanceOf(IndexUnavailableException.class);
  }

  @Test
  void whatLiesInPlacesFollowsPageByPage() throws Exception {
    answer(Verdict.WRITTEN);
    List<Thing> full = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      full.add(device("d" + i, "b/f/a", "Lamp", 1));
    }
    when(index.behind(eq("x"), any(), eq(null), anyInt())).thenReturn(full);
    when(index.behind(eq("x"), any(), eq("d999"), anyInt()))
        .thenReturn(List.of(device("last", "b/f/a", "Lamp", 1)));
    FollowPlaces follow = new FollowPlaces(index, changes);
    assertThat(follow.follow("x", List.of("a"))).isEqualTo(1001);
    verify(index).refresh("x");
    verify(index, times(2)).behind(eq("x"), any(), any(), anyInt());
  }

  @Test
  void withoutPlacesNothingIsAsked() throws Exception {
    assertThat(new FollowPlaces(index, changes).follow("x", List.of())).isZero();
    verify(index, never()).refresh(any());
  }
}
