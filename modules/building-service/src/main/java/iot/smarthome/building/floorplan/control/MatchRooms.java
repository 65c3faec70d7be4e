package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.control.PlanOfFloor.RoomRegion;
import iot.smarthome.building.floorplan.control.PlanOfFloor.UnknownRegion;
import iot.smarthome.building.floorplan.entity.Region;
import iot.smarthome.building.floorplan.entity.SvgElement;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the rooms of a floor on its plan. */
final class MatchRooms {

  private MatchRooms() {}

  /**
   * @param places all that lies on the floor
   */
  static PlanOfFloor on(Place floor, SvgElement plan, List<Place> places) {
    Map<String, List<Place>> rooms = byName(places);
    List<RoomRegion> drawn = new ArrayList<>();
    List<UnknownRegion> unknown = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Region region : FindRegions.in(plan, rooms.keySet())) {
      List<Place> meant = rooms.getOrDefault(region.name(), List.of());
      if (meant.size() == 1) {
        drawn.add(new RoomRegion(meant.get(0), region));
        seen.add(meant.get(0).id());
      } else {
        unknown.add(
            new UnknownRegion(
                region,
                meant.isEmpty()
                    ? "no room of the floor has the code"
                    : meant.size() + " rooms have the code: write <area's code>/<room's code>"));
      }
    }
    List<Place> undrawn =
        places.stream()
            .filter(place -> place.kind() == PlaceKind.ROOM && !seen.contains(place.id()))
            .toList();
    return new PlanOfFloor(floor, plan.attribute("viewBox").orElse(null), drawn, unknown, undrawn);
  }

  private static Map<String, List<Place>> byName(List<Place> places) {
    Map<String, String> areaCodes =
        places.stream()
            .filter(place -> place.kind() == PlaceKind.AREA)
            .collect(Collectors.toMap(Place::id, area -> area.description().code()));
    Map<String, List<Place>> rooms = new HashMap<>();
    for (Place room : places) {
      if (room.kind() == PlaceKind.ROOM) {
        String code = room.description().code();
        rooms.computeIfAbsent(code, any -> new ArrayList<>()).add(room);
        String whole = areaCodes.get(room.areaId()) + "/" + code;
        rooms.computeIfAbsent(whole, any -> new ArrayList<>()).add(room);
      }
    }
    return rooms;
  }
}
