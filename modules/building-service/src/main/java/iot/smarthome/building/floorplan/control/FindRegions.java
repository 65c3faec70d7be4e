package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.entity.Region;
import iot.smarthome.building.floorplan.entity.SvgElement;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the named parts of a plan. */
final class FindRegions {

  private static final String ROOM = "data-room";

  private final Set<String> roomNames;
  private final List<Region> regions = new ArrayList<>();

  private FindRegions(Set<String> roomNames) {
    this.roomNames = roomNames;
  }

  /**
   * @param roomNames what an {@code id} must be to make a region; {@code data-room} always does
   */
  static List<Region> in(SvgElement root, Set<String> roomNames) {
    FindRegions found = new FindRegions(roomNames);
    for (SvgElement child : root.children()) {
      found.look(child, new AffineTransform());
    }
    return found.regions;
  }

  private void look(SvgElement element, AffineTransform outer) {
    Optional<String> id = element.attribute("id");
    Optional<String> room = element.attribute(ROOM).map(String::strip);
    if (room.isPresent() || id.filter(roomNames::contains).isPresent()) {
      regions.add(
          new Region(
              room.or(() -> id).orElseThrow(),
              id.orElse(null),
              room.isPresent(),
              Outline.of(element, outer).orElse(null)));
    }
    // a drawing in the drawing has coordinates of its own
    AffineTransform inner = element.name().equals("svg") ? null : Outline.inside(element, outer);
    element.children().forEach(child -> look(child, inner));
  }
}
