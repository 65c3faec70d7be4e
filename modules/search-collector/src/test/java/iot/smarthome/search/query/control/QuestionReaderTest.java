package iot.smarthome.search.query.control;

import static iot.smarthome.search.SearchNode.asked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.search.query.entity.Box;
import iot.smarthome.search.query.entity.Facet;
import iot.smarthome.search.query.entity.Mark;
import iot.smarthome.search.query.entity.Order;
import iot.smarthome.search.query.entity.Point;
import iot.smarthome.search.query.entity.Question;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionReaderTest {

  @Test
  void readsAllThatCanBeAsked() {
    Question question =
        QuestionReader.read(
            asked(
                "q= smoke   kitchen ",
                "kind=ROOM,DEVICE",
                "category=ywbj",
                "place= a1 ",
                "near=10.5, -106",
                "within=2.5km",
                "box=-1,2,3,4",
                "facets=kind, responsibleGroup",
                "limit=7"));
    assertThat(question.words()).containsExactly("smoke", "kitchen");
    assertThat(question.filters().get(Facet.KIND)).isEqualTo(Set.of("ROOM", "DEVICE"));
    assertThat(question.filters().get(Facet.CATEGORY)).isEqualTo(Set.of("ywbj"));
    assertThat(question.place()).isEqualTo("a1");
    assertThat(question.near()).isEqualTo(new Point(10.5, -106));
    assertThat(question.withinMetres()).isEqualTo(2500);
    assertThat(question.box()).isEqualTo(new Box(-1, 2, 3, 4));
    assertThat(question.facets()).containsExactlyInAnyOrder(Facet.KIND, Facet.GROUP);
    assertThat(question.limit()).isEqualTo(7);
    assertThat(question.after()).isNull();
    assertThat(question.order()).isEqualTo(Order.DISTANCE);
  }

  @Test
  void asksForEverythingWhenNothingIsSaid() {
    Question question = QuestionReader.read(asked());
    assertThat(question.words()).isEmpty();
    assertThat(question.filters()).isEmpty();
    assertThat(question.facets()).isEmpty();
    assertThat(question.limit()).isEqualTo(50);
    assertThat(question.order()).isEqualTo(Order.NAME);
    assertThat(QuestionReader.read(asked("q=x")).order()).isEqualTo(Order.RELEVANCE);
  }

  @Test
  void joinsAccentsThatStandBesideTheirLetter() {
    assertThat(QuestionReader.readWords("Pho\u0300ng\u00a0ngu\u0309 › 1"))
        .containsExactly("Phòng", "ngủ", "1");
    assertThat(QuestionReader.readWords(null)).isEmpty();
    assertThat(QuestionReader.readWords(" › - ")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kind=HOUSE | kind | ROOM",
        "kind=, | kind | commas",
        "lifeCycle=activated | lifeCycle | ACTIVATED",
        "connectivity=ON | connectivity | ONLINE",
        "near=10 | near | latitude,longitude",
        "near=91,0 | near | latitude,longitude",
        "near=0,181 | near | latitude,longitude",
        "near=NaN,0 | near | latitude,longitude",
        "near=1e1,0 | near | latitude,longitude",
        "within=2km | within | near=",
        "box=1,2,3 | box | south,west,north,east",
        "box=5,0,1,1 | box | south,west,north,east",
        "box=a,0,1,1 | box | south,west,north,east",
        "facets=colour | facets | connectivity",
        "limit=0 | limit | 1 to 200",
        "limit=201 | limit | 1 to 200",
        "limit=many | limit | 1 to 200",
        "cursor=xyz | cursor | Link header",
        "cursor=e30 | cursor | Link header"
      })
  void namesTheParameterAndTheMend(String parameter, String field, String mend) {
    assertThat(problem(() -> QuestionReader.read(asked(parameter))))
        .contains("\"field\":\"" + field + "\"")
        .contains(mend)
        .contains("400");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "km", "-1km", "0m", "30000km", "2 miles", "1e3m"})
  void refusesWhatIsNoDistance(String within) {
    assertThat(problem(() -> QuestionReader.read(asked("near=1,1", "within=" + within))))
        .contains("\"field\":\"within\"")
        .contains("500m");
  }

  @Test
  void tellsEverythingThatIsWrongAtOnce() {
    assertThat(problem(() -> QuestionReader.read(asked("near=x", "box=y", "limit=z"))))
        .contains("\"near\"", "\"box\"", "\"limit\"");
  }

  @Test
  void boundsWords() {
    assertThat(problem(() -> QuestionReader.readWords("x".repeat(201)))).contains("\"q\"", "200");
    assertThat(problem(() -> QuestionReader.readWords("x ".repeat(13)))).contains("13 words");
    assertThat(QuestionReader.readWords("x ".repeat(12))).hasSize(12);
  }

  @Test
  void readsHowManySuggestionsAreWanted() {
    assertThat(QuestionReader.readSuggestionLimit(null)).isEqualTo(8);
    assertThat(QuestionReader.readSuggestionLimit("20")).isEqualTo(20);
    assertThat(problem(() -> QuestionReader.readSuggestionLimit("21"))).contains("1 to 20");
  }

  @Test
  void aCursorLeadsOnInItsOwnOrderOnly() {
    Mark mark = new Mark("12.5", "id-1", "copies");
    String cursor = QuestionReader.cursor(mark, Order.RELEVANCE);
    assertThat(QuestionReader.read(asked("q=x", "cursor=" + cursor)).after()).isEqualTo(mark);
    assertThat(problem(() -> QuestionReader.read(asked("cursor=" + cursor)))).contains("cursor");
    String broken = QuestionReader.cursor(new Mark("NaN", "id-1", "c"), Order.RELEVANCE);
    assertThat(problem(() -> QuestionReader.read(asked("q=x", "cursor=" + broken))))
        .contains("cursor");
    String words = QuestionReader.cursor(new Mark("words", "id-1", "c"), Order.DISTANCE);
    assertThat(problem(() -> QuestionReader.read(asked("near=1,1", "cursor=" + words))))
        .contains("cursor");
    assertThat(QuestionReader.cursor(null, Order.NAME)).isNull();
    String byName = QuestionReader.cursor(new Mark("lamp", "id-1", "c"), Order.NAME);
    assertThat(QuestionReader.read(asked("cursor=" + byName)).after().key()).isEqualTo("lamp");
  }

  private static String problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    List<String> text = new java.util.ArrayList<>();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              Response response = e.problem().toResponse("/search");
              text.add(response.getStatus() + " " + response.getEntity());
            });
    return text.get(0);
  }
}
