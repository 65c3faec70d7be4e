package iot.smarthome.search.query.control;

import static iot.smarthome.search.SearchNode.asked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.search.query.entity.Findings;
import iot.smarthome.search.query.entity.Scope;
import iot.smarthome.search.query.entity.Suggestion;
import iot.smarthome.search.query.gateway.FinderUnavailableException;
import iot.smarthome.search.query.gateway.ThingFinder;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchThingsTest {

  private static final Scope HOME = Scope.of(new Scope.Part(false, Set.of("b"), Set.of("d")));
  private static final Scope NOTHING = Scope.of(new Scope.Part(false, Set.of(), Set.of()));

  private final ThingFinder finder = mock(ThingFinder.class);

  @Test
  void asksInTheScopeOfTheCaller() {
    Findings found = new Findings(List.of(), 3, true, Map.of(), null);
    when(finder.find(any(), eq(HOME))).thenReturn(found);
    List<Suggestion> suggested = List.of(new Suggestion("Lamp", "DEVICE", "d", null));
    when(finder.suggest(List.of("la"), HOME, 8)).thenReturn(suggested);
    SearchThings search = new SearchThings(finder, () -> HOME);
    assertThat(search.find(QuestionReader.read(asked("q=lamp")))).isSameAs(found);
    assertThat(search.suggest(List.of("la"), 8)).isSameAs(suggested);
  }

  @Test
  void whoMaySeeNothingIsAnsweredWithoutAQuestion() {
    SearchThings search = new SearchThings(finder, () -> NOTHING);
    assertThat(search.find(QuestionReader.read(asked())).total()).isZero();
    assertThat(search.suggest(List.of("la"), 8)).isEmpty();
    assertThat(new SearchThings(finder, () -> HOME).suggest(List.of(), 8)).isEmpty();
    verifyNoInteractions(finder);
  }

  @Test
  void saysWhenToComeAgainWhileOpenSearchIsAway() {
    when(finder.find(any(), any())).thenThrow(new FinderUnavailableException(new IOException()));
    when(finder.suggest(any(), any(), anyInt()))
        .thenThrow(new FinderUnavailableException(new IOException()));
    SearchThings search = new SearchThings(finder, () -> Scope.EVERYTHING);
    assertThatThrownBy(() -> search.find(QuestionReader.read(asked())))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              Response response = e.problem().toResponse("/search");
              assertThat(response.getStatus()).isEqualTo(503);
              assertThat(response.getHeaderString("Retry-After")).isEqualTo("5");
            });
    assertThatThrownBy(() -> search.suggest(List.of("x"), 8)).isInstanceOf(ProblemException.class);
  }
}
