package iot.smarthome.building.floorplan.control;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.building.floorplan.entity.Box;
import iot.smarthome.building.floorplan.entity.Region;
import iot.smarthome.building.floorplan.entity.SvgElement;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegionsTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private static SvgElement drawing(String content) {
    return SvgReader.read(
        ("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'>" + content + "</svg>")
            .getBytes(StandardCharsets.UTF_8));
  }

  private static Box box(String content) {
    List<Region> regions = FindRegions.in(drawing(content), Set.of());
    assertThat(regions).hasSize(1);
    return regions.get(0).box();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<rect data-room='r' x='1' y='2' width='3' height='4'/>|1 2 3 4",
        "<rect data-room='r' width='3px' height='4px'/>|0 0 3 4",
        "<circle data-room='r' cx='5' cy='5' r='2'/>|3 3 4 4",
        "<polygon data-room='r' points='0,0 4,0 4,3'/>|0 0 4 3",
        "<polyline data-room='r' points='-1-1 4 2'/>|-1 -1 5 3",
        "<path data-room='r' d='M1 1 H5 V4 h-4 z'/>|1 1 4 3",
        "<path data-room='r' d='m1,1l2,0,0,2-2,0z m 3 3 1 1'/>|1 1 4 4",
        "<path data-room='r' d='M0 0 Q 5 10 10 0'/>|0 0 10 5",
        "<path data-room='r' d='M0 0 C 0 4 10 4 10 0 S 20 -4 20 0'/>|0 -3 20 6",
        "<path data-room='r' d='M0 0 Q 2 4 4 0 T 8 0'/>|0 -2 8 4",
        "<g data-room='r'><rect width='1' height='1'/><text>R</text><rect x='4' width='1'"
            + " height='2'/></g>|0 0 5 2",
        "<g transform='translate(10) scale(2,3)'><rect data-room='r' width='1' height='1'/></g>"
            + "|10 0 2 3",
        "<rect data-room='r' width='2' height='1' transform='rotate(90)'/>|-1 0 1 2",
        "<rect data-room='r' width='2' height='2' transform='rotate(90, 1, 1)'/>|0 0 2 2",
        "<rect data-room='r' width='2' height='2' transform='matrix(1 0 0 1 5 6)'/>|5 6 2 2",
        "<rect data-room='r' width='2' height='2' transform='skewX(45)'/>|0 0 4 2",
        "<rect data-room='r' width='2' height='2' transform='skewY(45)'/>|0 0 2 4"
      })
  void findsTheBoxOfARegion(String content, String expected) {
    Box box = box(content);
    String[] numbers = expected.split(" ");
    double[] actual = {box.x(), box.y(), box.width(), box.height()};
    for (int i = 0; i < 4; i++) {
      assertThat(actual[i])
          .isCloseTo(Double.parseDouble(numbers[i]), org.assertj.core.data.Offset.offset(0.06));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rect data-room='r' width='50%' height='4'/>",
        "<rect data-room='r' width='-1' height='4'/>",
        "<rect data-room='r' width='1cm' height='4'/>",
        "<polygon data-room='r' points='0,0 4'/>",
        "<polygon data-room='r'/>",
        "<path data-room='r' d='M0 0 A 1 1 0 0 1 2 2'/>",
        "<path data-room='r' d='L 1 1'/>",
        "<path data-room='r' d='M 1'/>",
        "<path data-room='r' d='5 5'/>",
        "<path data-room='r' d='M 0 0 Z 5'/>",
        "<path data-room='r' d='M 0 0 L x 1'/>",
        "<path data-room='r' d=''/>",
        "<text data-room='r'>R</text>",
        "<g data-room='r'/>",
        "<g data-room='r'><use href='#x'/></g>",
        "<rect data-room='r' width='1' height='1' transform='rotate(a)'/>",
        "<rect data-room='r' width='1' height='1' transform='perspective(3)'/>",
        "<rect data-room='r' width='1' height='1' transform='scale(2) x'/>",
        "<rect data-room='r' width='1' height='1' style='transform:scale(2)'/>",
        "<symbol><rect data-room='r' width='1' height='1'/></symbol>",
        "<svg x='3'><rect data-room='r' width='1' height='1'/></svg>"
      })
  void saysNothingRatherThanAGuess(String content) {
    assertThat(box(content)).isNull();
  }

  private static Place place(Place parent, String code) {
    return parent.child(code + "@" + parent.id(), described(code), NOW);
  }

  private static Description described(String code) {
    return new Description(code, "Room " + code, null, null, null, null);
  }

  @Test
  void matchesRoomsAndNamesWhatFindsNoPartner() {
    Place floor = Place.building("b", described("B"), NOW).child("f", described("F"), NOW);
    Place east = place(floor, "E");
    Place west = place(floor, "W");
    Place lab = place(east, "LAB");
    Place eastOne = place(east, "1");
    Place westOne = place(west, "1");
    Place cellar = place(west, "CELLAR");
    PlanOfFloor plan =
        MatchRooms.on(
            floor,
            drawing(
                "<rect id='LAB' width='1' height='1'/><rect id='wall'/>"
                    + "<rect data-room='E/1'/><rect data-room='1' id='x'/><g data-room='ATTIC'/>"
                    + "<g id='W'/><rect id='again' data-room=' LAB '/>"),
            List.of(east, west, lab, eastOne, westOne, cellar));
    assertThat(plan.drawn())
        .extracting(drawn -> drawn.room().id() + " " + drawn.region().elementId())
        .containsExactly("LAB@" + east.id() + " LAB", eastOne.id() + " null", lab.id() + " again");
    assertThat(plan.unknown())
        .extracting(unknown -> unknown.region().name() + ": " + unknown.reason())
        .containsExactly(
            "1: 2 rooms have the code: write <area's code>/<room's code>",
            "ATTIC: no room of the floor has the code");
    assertThat(plan.undrawn()).containsExactly(westOne, cellar);
    assertThat(plan.viewBox()).isEqualTo("0 0 10 10");
  }
}
