package iot.smarthome.building.intake.control;

import static iot.smarthome.building.intake.entity.Outcome.CREATED;
import static iot.smarthome.building.intake.entity.Outcome.REFUSED;
import static iot.smarthome.building.intake.entity.Outcome.UNCHANGED;
import static iot.smarthome.building.intake.entity.Outcome.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.building.intake.entity.CodePath;
import iot.smarthome.building.intake.entity.Outcome;
import iot.smarthome.building.structure.control.CheckGroup;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.control.MovePlace;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.GeoPosition;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.Groups;
import iot.smarthome.building.structure.gateway.GroupsUnavailableException;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.rest.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImportPlacesTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final String HEADER =
      "building,floor,area,room,name,address,usage,responsibleGroup,latitude,longitude\n";

  private final Places places = mock(Places.class);
  private final Groups groups = mock(Groups.class);
  private final MovePlace movePlace = mock(MovePlace.class);
  private final ImportPlaces importPlaces =
      new ImportPlaces(
          places,
          new FindPlaces(places),
          movePlace,
          new CheckGroup(groups),
          50,
          Clock.fixed(NOW, ZoneOffset.UTC));

  private final Place hq = Place.building("b", called("HQ"), NOW);
  private final List<Place> added = new ArrayList<>();

  private static Description called(String code) {
    return new Description(code, "Name of " + code, null, null, null, null);
  }

  @BeforeEach
  void aBuildingThatIsThere() {
    when(places.buildingsWithCode(any())).thenReturn(List.of(hq));
    when(places.find("b")).thenReturn(Optional.of(hq));
    when(places.findAll(any())).thenReturn(List.of(hq));
    when(places.insertAll(anyList()))
        .thenAnswer(
            call -> {
              added.addAll(call.getArgument(0));
              return 0;
            });
    when(groups.exists(anyString())).thenAnswer(call -> call.getArgument(0).equals("g1"));
  }

  private ImportReport run(String csv, boolean skipBroken) {
    return importPlaces.run(csv.getBytes(StandardCharsets.UTF_8), null, skipBroken, false);
  }

  private static List<Outcome> outcomes(ImportReport report) {
    return report.rows().stream().map(RowResult::outcome).toList();
  }

  private ProblemException refused(int status, String csv) {
    ProblemException[] refused = new ProblemException[1];
    assertThatThrownBy(() -> run(csv, false))
        .isInstanceOfSatisfying(ProblemException.class, e -> refused[0] = e);
    assertThat(refused[0].problem().status()).as(refused[0].getMessage()).isEqualTo(status);
    verify(places, never()).insertAll(anyList());
    verify(places, never()).replaceAll(anyList());
    return refused[0];
  }

  private static String text(ProblemException problem) {
    return problem.problem().toResponse("/buildings/import").getEntity().toString();
  }

  @Test
  void addsPlacesAndWhatTheyLieIn() {
    ImportReport report =
        run(
            HEADER
                + "HQ,1,A,101,Lab,,laboratory,g1,10.5,-106\n"
                + "HQ,1,A,,Wing A,,,,,\n"
                + "NEW,,,,New one,\"Street 1, City\",,,,\n"
                + "NEW,G,X,1\n",
            false);
    assertThat(outcomes(report)).containsExactly(CREATED, CREATED, CREATED, CREATED);
    assertThat(report.implied()).containsExactlyInAnyOrder("HQ / 1", "NEW / G", "NEW / G / X");
    assertThat(added).extracting(Place::kind).isSorted().hasSize(7);
    Place lab = byCode("101");
    assertThat(lab.description())
        .isEqualTo(
            new Description("101", "Lab", null, new GeoPosition(10.5, -106), "laboratory", "g1"));
    assertThat(lab.areaId()).isEqualTo(byCode("A").id());
    assertThat(lab.buildingId()).isEqualTo("b");
    assertThat(byCode("A").description().name()).isEqualTo("Wing A");
    assertThat(byCode("NEW").description().address()).isEqualTo("Street 1, City");
    assertThat(byCode("1").description().name()).isEqualTo("1");
    assertThat(report.rows().get(0).placeId()).isEqualTo(lab.id());
  }

  private Place byCode(String code) {
    return added.stream()
        .filter(place -> place.description().code().equals(code))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void keepsAndUpdatesWhatIsThere() {
    Place floor = hq.child("f", called("1"), NOW);
    Place area = floor.child("a", new Description("A", "A", null, null, "office", null), NOW);
    when(places.whole(hq)).thenReturn(List.of(area, floor));
    ImportReport report =
        run("Building;Floor;Area;Name\nHQ;1;;Name of 1\nHQ;1;A;Other name\n;;;\n", true);
    assertThat(outcomes(report)).containsExactly(UNCHANGED, UPDATED, REFUSED);
    assertThat(area.description().name()).isEqualTo("Other name");
    assertThat(area.description().usage()).isEqualTo("office");
    verify(places).replaceAll(List.of(area));
    assertThat(added).isEmpty();
  }

  @Test
  void storesNothingWhenOneRowIsBroken() {
    ProblemException problem =
        refused(422, HEADER + "HQ,1,,,Ground floor\nHQ,2,,,,,,,north,5\nHQ,,B,,,,,,,\n");
    assertThat(text(problem))
        .contains("2 row(s) are broken", "skip-broken")
        .contains("line 3, latitude", "is no number: north", "line 4, floor", "is missing");
  }

  @Test
  void skipsBrokenRowsAndWhatWouldLieInThem() {
    ImportReport report =
        run(
            HEADER
                + "HQ,1,,,Fine\n"
                + "HQ,2,,,Broken,,,,91,0\n"
                + "HQ,2,A,1,In the broken one\n"
                + "NONE,1,,,In no building\n"
                + "HQ,1,,,Again\n"
                + "HQ,1,A,1,Fine,,,unknown,,\n",
            true);
    assertThat(outcomes(report))
        .containsExactly(CREATED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED);
    assertThat(report.rows())
        .flatExtracting(RowResult::violations)
        .extracting(Violation::field)
        .containsExactly("latitude", "floor", "building", "floor", "responsibleGroup");
    assertThat(added).hasSize(1);
    assertThat(report.count(REFUSED)).isEqualTo(5);
  }

  @Test
  void triesWithoutStoring() {
    ImportReport report =
        importPlaces.run(
            (HEADER + "HQ,1,,,One\nHQ,1,,,Twice\n").getBytes(StandardCharsets.UTF_8),
            null,
            false,
            true);
    assertThat(report.stored()).isFalse();
    assertThat(outcomes(report)).containsExactly(CREATED, REFUSED);
    assertThat(report.rows().get(0).placeId()).isNull();
    verify(places, never()).insertAll(anyList());
  }

  @Test
  void readsTheRowsOfOneBuilding() {
    ImportReport report =
        importPlaces.run(
            "floor,building,address\n1,,\n2,HQ,\n3,OTHER,\n,HQ,Street 5\n,,x\n"
                .getBytes(StandardCharsets.UTF_8),
            "b",
            true,
            false);
    assertThat(outcomes(report)).containsExactly(CREATED, CREATED, REFUSED, UPDATED, REFUSED);
    assertThatThrownBy(() -> importPlaces.run(new byte[0], "none", true, false))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(404));
  }

  @Test
  void storesNothingWhileUserServiceIsAway() {
    when(groups.exists(anyString())).thenThrow(new GroupsUnavailableException(null));
    refused(503, HEADER + "HQ,1,,,,,,g1,,\n");
  }

  @Test
  void plansAnewWhenOthersAddTheSamePlaces() {
    Place theirs = hq.child("f", called("1"), NOW);
    when(places.insertAll(anyList())).thenReturn(1);
    when(places.whole(hq)).thenReturn(List.of(), List.of(theirs));
    ImportReport report = run(HEADER + "HQ,1,,,Mine\n", false);
    assertThat(outcomes(report)).containsExactly(UPDATED);
    verify(places).replaceAll(List.of(theirs));
  }

  @Test
  void givesUpWhenOthersChangeTheSamePlacesAllTheTime() {
    when(places.replaceAll(anyList())).thenReturn(1);
    assertThatThrownBy(() -> run(HEADER + "HQ,1,,,One\nHQ,,,,Renamed\n", false))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(409));
    verify(places, times(4)).replaceAll(anyList());
  }

  @Test
  void tellsWhatItStoredItselfInAnEarlierTry() {
    when(places.replaceAll(anyList())).thenReturn(1, 0);
    when(places.whole(hq)).thenAnswer(call -> List.copyOf(added));
    assertThat(outcomes(run(HEADER + "HQ,1,,,One\nHQ,,,,Renamed\n", false)))
        .containsExactly(CREATED, UPDATED);
    assertThat(added).hasSize(1);
  }

  @Test
  void takesBackWhatWasAddedToAPlaceThatIsGone() {
    when(places.findAll(any())).thenReturn(List.of());
    assertThatThrownBy(() -> run(HEADER + "HQ,1,A,1,Room\n", false))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(409));
    verify(places, times(3)).remove(any(), any());
  }

  @Test
  void bringsWhatWasAddedAfterAPlaceThatMoved() {
    Place floor = hq.child("f", called("1"), NOW);
    Place moved = Place.building("b2", called("B2"), NOW).child("f", called("1"), NOW);
    when(places.whole(hq)).thenReturn(List.of(floor));
    when(places.findAll(any())).thenReturn(List.of(moved));
    run(HEADER + "HQ,1,A,1,Room\n", false);
    verify(movePlace).settle(byCode("A").id());
  }

  @ParameterizedTest
  @CsvSource({
    "'', '(body)'",
    "'\n\n', '(body)'",
    "'floor\n1\n', 'has no column building'",
    "'building,colour\nHQ,red\n', 'line 1, colour'",
    "'building,building\nHQ,HQ\n', 'stands there twice'",
    "'building\nHQ\n\"HQ\n', 'line 3'",
    "'building\nHQ\n\"a\"b,c\n', 'line 3'"
  })
  void refusesWhatIsNoTable(String csv, String said) {
    assertThat(text(refused(400, csv))).contains("malformed-csv", said);
  }

  @Test
  void refusesWhatIsNotInUtf8() {
    byte[] latin = (HEADER + "HQ,1,,,Büro\n").getBytes(StandardCharsets.ISO_8859_1);
    byte[] utf16 = (HEADER + "HQ,1\n").getBytes(StandardCharsets.UTF_16);
    for (byte[] bytes : List.of(latin, utf16)) {
      assertThatThrownBy(() -> importPlaces.run(bytes, null, true, false))
          .hasMessageContaining("cannot be read");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFFbuilding,floor,name\r\nHQ,1,\"Two\"\"s \"\r\n",
        "building;floor;name\nHQ;1;\"Two\"\"s\"",
        " Building \t FLOOR \t Name \r\n HQ \t 1 \t Two\"s ",
        "building,floor,name\n\n\nHQ,1,\"Two\"\"s\"\n\n"
      })
  void readsWhatSpreadsheetsWrite(String csv) {
    assertThat(outcomes(run(csv, false))).containsExactly(CREATED);
    assertThat(added.get(0).description().name()).isEqualTo("Two\"s");
  }

  @Test
  void countsLinesAsPeopleDo() {
    ImportReport report =
        run("building,floor,name\n\nHQ,1,One\r\nHQ,2,\"over\ntwo lines\"\nHQ,3,x,y\nHQ,4,F", true);
    assertThat(report.rows()).extracting(RowResult::line).containsExactly(3L, 4L, 6L, 7L);
    assertThat(outcomes(report)).containsExactly(CREATED, REFUSED, REFUSED, CREATED);
  }

  @Test
  void bearsHostileCells() {
    String megabyte = "x".repeat(1024 * 1024);
    ImportReport report =
        run(
            HEADER
                + "HQ,1,,,"
                + megabyte
                + "\nHQ,"
                + megabyte
                + "\nHQ,2,,,=cmd|'/c calc'!A0\nHQ,3\u0000,,,x\nHQ,4,,,bell\u0007\n"
                + "HQ,é\nHQ,5,,,,,,,1e999,NaN\nHQ,6,,,,,,,10\n",
            true);
    assertThat(outcomes(report))
        .containsExactly(REFUSED, REFUSED, CREATED, REFUSED, REFUSED, REFUSED, REFUSED, REFUSED);
    // no cell is thrown back at its sender at length
    assertThat(report.rows().toString().length()).isLessThan(4_000);
    assertThat(byCode("2").description().name()).startsWith("=cmd");
  }

  @Test
  void refusesMoreRowsThanAFileMayHave() {
    assertThat(text(refused(413, HEADER + "HQ,1\n".repeat(51)))).contains("50 rows");
  }

  @Test
  void aWayHasOneToFourSteps() {
    assertThatThrownBy(() -> new CodePath(List.of())).isInstanceOf(IllegalArgumentException.class);
    assertThat(CodePath.building("B").child("F").child("A").child("R").kind())
        .isEqualTo(PlaceKind.ROOM);
  }
}
