package iot.smarthome.search.query.gateway.opensearch;

import static iot.smarthome.search.Things.device;
import static iot.smarthome.search.Things.place;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.search.SearchNode;
import iot.smarthome.search.indexing.entity.Position;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.query.control.QuestionReader;
import iot.smarthome.search.query.control.SearchThings;
import iot.smarthome.search.query.entity.Facet;
import iot.smarthome.search.query.entity.Finding;
import iot.smarthome.search.query.entity.Findings;
import iot.smarthome.search.query.entity.Findings.Count;
import iot.smarthome.search.query.entity.Question;
import iot.smarthome.search.query.entity.Scope;
import iot.smarthome.search.query.entity.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real OpenSearch node: what people type, and what they may see. */
class SearchIT {

  private static SearchNode node;

  @BeforeAll
  static void town() throws InterruptedException {
    node = SearchNode.empty();
    node.hear(
        place("b1", "Tòa nhà Đống Đa", 1, new Position(10.7769, 106.7009), null),
        place("b1/f1", "Tầng trệt", 1),
        place("b1/f1/a1", "Khu đông", 1, null, "east"),
        place("b1/f1/a1/r1", "Phòng ngủ", 1),
        place("b1/f1/a1/r2", "Nhà bếp", 1),
        place("b2", "東京タワービル", 1, new Position(35.6586, 139.7454), null),
        place("b2/f2", "1階", 1),
        place("b2/f2/a2", "北側", 1, null, "north"),
        place("b2/f2/a2/r3", "会議室", 1),
        place("b3", "Head office", 1, new Position(-17.8, 179.9), null),
        place("b3/f3", "1st floor", 1),
        place("b3/f3/a3", "East wing", 1),
        place("b3/f3/a3/r4", "Kitchen", 1));
    node.hear(
        device("d1", "b1/f1/a1/r1", "Đèn phòng ngủ", 1, "dj", "ACTIVATED"),
        device("d2", "b1/f1/a1/r2", "Báo khói", 1, "ywbj", "ACTIVATED"),
        device("d3", "b2/f2/a2/r3", "会議室のエアコン", 1, "kt", "ACTIVATED"),
        device("d4", "b2/f2/a2/r3", "ｽﾋﾟｰｶｰ Ｒｏｏｍ", 1, "kt", "SHADOW"),
        device("d5", "b3/f3/a3/r4", "Smoke alarm", 1, "ywbj", "REJECTED"),
        device("d6", "b3/f3/a3/r4", "Thermostat", 1, "wk", "ACTIVATED"));
  }

  @BeforeEach
  void stillThere() {
    assertThat(node.search(Scope.EVERYTHING).total()).isEqualTo(19);
  }

  @ParameterizedTest
  @CsvSource({
    // accents left out, and đ as d
    "den phong ngu, d1",
    "dong da, b1",
    "ĐỐNG ĐA, b1",
    "bao khoi, d2",
    // accents that stand beside their letter
    "Phòng ngủ, r1",
    // typing errors: one in a short word, two in a long one
    "smoke alrm, d5",
    "smkoe alarm, d5",
    "termostatt, d6",
    // beginnings
    "thermo, d6",
    "kit, r4",
    // an error and a beginning together
    "smoek ala, d5",
    // Japanese: a part of a word, katakana, half width and full width
    "会議, r3",
    "会議室, r3",
    "エアコン, d3",
    "エア, d3",
    "スピーカー, d4",
    "room, d4",
    "東京, b2",
    "タワー, b2",
    // codes and serial numbers
    "R4, r4",
    "SN-d5, d5",
    "sn-D5, d5"
  })
  void findsFirst(String words, String id) {
    assertThat(node.ids("q=" + words)).first().isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "xylophone",
    // each word must be found
    "smoke xylophone",
    // not any two characters of a word
    "議会",
    // an error in the first letter is another word
    "zmoke"
  })
  void findsNothing(String words) {
    assertThat(node.ids("q=" + words)).isEmpty();
  }

  @Test
  void findsThingsByTheirPath() {
    assertThat(node.ids("q=head office smoke")).containsExactly("d5");
    assertThat(node.ids("q=kitchen", "kind=DEVICE")).containsExactlyInAnyOrder("d5", "d6");
    // what is named so comes before what lies in it
    assertThat(node.ids("q=head office")).first().isEqualTo("b3");
    assertThat(node.only("d5").path()).isEqualTo("Head office › 1st floor › East wing › Kitchen");
    assertThat(node.ids("q=Head office › 1st floor › East wing › Kitchen", "kind=DEVICE"))
        .containsExactlyInAnyOrder("d5", "d6");
  }

  @Test
  void filtersByProperties() {
    assertThat(node.ids("category=ywbj")).containsExactlyInAnyOrder("d2", "d5");
    assertThat(node.ids("category=ywbj,wk", "lifeCycle=REJECTED,SHADOW")).containsExactly("d5");
    assertThat(node.ids("kind=DEVICE", "building=b2")).containsExactlyInAnyOrder("d3", "d4");
    assertThat(node.ids("place=r1")).containsExactlyInAnyOrder("r1", "d1");
    assertThat(node.ids("kind=DEVICE", "responsibleGroup=north"))
        .containsExactlyInAnyOrder("d3", "d4");
    assertThat(node.ids("kind=DEVICE", "connectivity=OFFLINE")).isEmpty();
  }

  @Test
  void ordersByNameWithoutAccentsWhenNothingElseIsAsked() {
    assertThat(node.search(Scope.EVERYTHING, "building=b1").items())
        .extracting(Finding::name)
        .containsExactly(
            "Báo khói",
            "Đèn phòng ngủ",
            "Khu đông",
            "Nhà bếp",
            "Phòng ngủ",
            "Tầng trệt",
            "Tòa nhà Đống Đa");
  }

  @Test
  void findsTheNearestFirst() {
    Findings near = node.search(Scope.EVERYTHING, "near=10.78,106.70", "kind=BUILDING");
    assertThat(near.items()).extracting(Finding::id).containsExactly("b1", "b2", "b3");
    assertThat(near.items().get(0).metres()).isBetween(300.0, 400.0);
    assertThat(near.items().get(1).metres()).isBetween(4_200_000.0, 4_500_000.0);
    assertThat(node.ids("near=10.78,106.70", "within=2km", "kind=DEVICE"))
        .containsExactly("d1", "d2");
    assertThat(node.ids("near=10.78,106.70", "within=300m")).isEmpty();
    assertThat(node.ids("near=10.78,106.70", "within=2km", "q=khoi")).containsExactly("d2");
  }

  @Test
  void findsWhatLiesInABox() {
    assertThat(node.ids("box=10,106,11,107", "kind=BUILDING")).containsExactly("b1");
    assertThat(node.ids("box=-20,179,-10,-179", "kind=BUILDING")).containsExactly("b3");
    assertThat(node.ids("box=0,0,1,1")).isEmpty();
  }

  @Test
  void countsByFacets() {
    Findings found =
        node.search(
            Scope.EVERYTHING, "kind=DEVICE", "facets=category,lifeCycle,building", "limit=1");
    assertThat(found.items()).hasSize(1);
    assertThat(found.total()).isEqualTo(6);
    assertThat(found.facets().get(Facet.CATEGORY))
        .containsExactlyInAnyOrder(
            new Count("ywbj", 2), new Count("kt", 2), new Count("dj", 1), new Count("wk", 1));
    assertThat(found.facets().get(Facet.LIFE_CYCLE)).first().isEqualTo(new Count("ACTIVATED", 4));
    assertThat(found.facets().get(Facet.BUILDING)).hasSize(3).contains(new Count("b2", 2));
  }

  @Test
  void whatIsOutOfScopeIsNeitherFoundNorCountedNorSuggested() {
    Scope home = Scope.of(new Scope.Part(false, Set.of("r1"), Set.of("d5")));
    Findings all = node.search(home, "facets=kind,category,building,responsibleGroup");
    assertThat(all.items()).extracting(Finding::id).containsExactlyInAnyOrder("r1", "d1", "d5");
    assertThat(all.total()).isEqualTo(3);
    assertThat(all.facets().get(Facet.KIND))
        .containsExactly(new Count("DEVICE", 2), new Count("ROOM", 1));
    assertThat(all.facets().get(Facet.CATEGORY))
        .containsExactlyInAnyOrder(new Count("dj", 1), new Count("ywbj", 1));
    assertThat(all.facets().get(Facet.BUILDING))
        .containsExactlyInAnyOrder(new Count("b1", 2), new Count("b3", 1));
    assertThat(all.facets().get(Facet.GROUP)).containsExactly(new Count("east", 2));
    assertThat(node.search(home, "q=thermostat").total()).isZero();
    assertThat(node.search(home, "near=10.78,106.70").total()).isEqualTo(3);
    assertThat(node.search(home, "box=-20,179,-10,-179").total()).isEqualTo(1);
    assertThat(suggest(home, "t")).isEmpty();
    assertThat(suggest(home, "s")).containsExactly("Smoke alarm");
    // asking for what one may not see does not widen the scope
    assertThat(node.search(home, "building=b2").total()).isZero();
    assertThat(node.search(home, "place=r2").total()).isZero();
  }

  @Test
  void placesAndDevicesHaveScopesOfTheirOwn() {
    Scope.Part all = new Scope.Part(true, Set.of(), Set.of());
    Scope.Part none = new Scope.Part(false, Set.of(), Set.of());
    Scope.Part second = new Scope.Part(false, Set.of("b2"), Set.of());
    assertThat(node.search(new Scope(all, none)).total()).isEqualTo(13);
    assertThat(node.search(new Scope(none, second)).items())
        .extracting(Finding::id)
        .containsExactlyInAnyOrder("d3", "d4");
    assertThat(node.search(new Scope(second, none)).items())
        .extracting(Finding::id)
        .containsExactlyInAnyOrder("b2", "f2", "a2", "r3");
    assertThat(node.search(new Scope(second, all), "facets=kind").facets().get(Facet.KIND))
        .contains(new Count("DEVICE", 6), new Count("BUILDING", 1));
  }

  @Test
  void whatAPolicyKeepsFromTheCallerIsNeitherFoundNorCounted() {
    Scope.Part all = new Scope.Part(true, Set.of(), Set.of());
    Scope.Part without =
        new Scope.Part(
            true,
            Set.of(),
            Set.of(),
            List.of(
                new Scope.LeftOut("ywbj", Set.of()),
                new Scope.LeftOut("kt", Set.of("b2")),
                new Scope.LeftOut(null, Set.of("r1"))));
    Findings found = node.search(new Scope(all, without), "facets=category", "limit=50");
    assertThat(found.total()).isEqualTo(found.items().size());
    assertThat(found.facets().get(Facet.CATEGORY)).extracting(Count::value).doesNotContain("ywbj");
    assertThat(found.items()).extracting(Finding::id).contains("r1", "b2").doesNotContain("d1");
    assertThat(node.search(new Scope(without, without)).items())
        .extracting(Finding::id)
        .contains("b2")
        .doesNotContain("r1", "d1");
    Scope nothing =
        Scope.of(
            new Scope.Part(true, Set.of(), Set.of(), List.of(new Scope.LeftOut(null, Set.of()))));
    assertThat(node.search(nothing).total()).isZero();
    assertThat(suggest(nothing, "s")).isEmpty();
  }

  @Test
  void anEmptyScopeFindsNothing() {
    Scope nothing = Scope.of(new Scope.Part(false, Set.of(), Set.of()));
    assertThat(node.search(nothing, "facets=kind"))
        .isEqualTo(new Findings(List.of(), 0, true, java.util.Map.of(), null));
    assertThat(suggest(nothing, "s")).isEmpty();
  }

  private static List<String> suggest(Scope scope, String typed) {
    return new SearchThings(node.finder(), () -> scope)
        .suggest(QuestionReader.readWords(typed), 8).stream().map(Suggestion::text).toList();
  }

  @Test
  void suggestsNamesWhileOneTypes() {
    assertThat(suggest(Scope.EVERYTHING, "ph")).containsExactly("Phòng ngủ", "Đèn phòng ngủ");
    assertThat(suggest(Scope.EVERYTHING, "den ph")).containsExactly("Đèn phòng ngủ");
    assertThat(suggest(Scope.EVERYTHING, "会")).containsExactly("会議室", "会議室のエアコン");
    assertThat(suggest(Scope.EVERYTHING, "エ")).containsExactly("会議室のエアコン");
    assertThat(suggest(Scope.EVERYTHING, "zz")).isEmpty();
    assertThat(suggest(Scope.EVERYTHING, " ")).isEmpty();
  }

  @Test
  void pagesThroughAThousandEqualNames() throws Exception {
    SearchNode many = SearchNode.empty();
    Thing[] lamps = new Thing[1000];
    for (int i = 0; i < lamps.length; i++) {
      lamps[i] = device("l" + i, "b1/f1/a1/r1", "Lamp", 1);
    }
    many.hear(place("b1", "Home", 1, new Position(1, 1), null));
    many.hear(lamps);
    for (List<String> way :
        List.of(
            List.of("kind=DEVICE"),
            List.of("kind=DEVICE", "q=lmap"),
            List.of("kind=DEVICE", "q=lamp"),
            List.of("kind=DEVICE", "near=1,1.5"))) {
      assertThat(pageThrough(many, way)).as("by " + way).hasSize(1000).doesNotHaveDuplicates();
    }
    Findings one = many.search(Scope.EVERYTHING, "q=lamp", "limit=200");
    assertThat(one.total()).isEqualTo(1000);
    assertThat(one.exact()).isTrue();
    assertThat(new SearchThings(many.finder(), () -> Scope.EVERYTHING).suggest(List.of("la"), 8))
        .hasSize(1);
    town();
  }

  private static List<String> pageThrough(SearchNode many, List<String> way) {
    List<String> ids = new ArrayList<>();
    Set<String> cursors = new HashSet<>();
    String cursor = null;
    do {
      List<String> parameters = new ArrayList<>(way);
      parameters.add("limit=90");
      if (cursor != null) {
        parameters.add("cursor=" + cursor);
      }
      Question question = QuestionReader.read(SearchNode.asked(parameters.toArray(String[]::new)));
      Findings page = many.finder().find(question, Scope.EVERYTHING);
      page.items().forEach(found -> ids.add(found.id()));
      cursor = QuestionReader.cursor(page.next(), question.order());
      assertThat(cursor == null || cursors.add(cursor)).isTrue();
    } while (cursor != null);
    return ids;
  }
}
