package iot.smarthome.building.intake.entity;

import iot.smarthome.building.structure.entity.PlaceKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The codes on the way from the building to a place.
 *
 * @param codes of the building, and of the floor, area and room as far as it goes
 */
public record PlacePath(List<String> codes) {

  public PlacePath {
    codes = List.copyOf(codes);
    if (codes.isEmpty() || codes.size() > PlaceKind.values().length) {
      throw new IllegalArgumentException("No way to a place: " + codes);
    }
  }

  public static PlacePath building(String code) {
    return new PlacePath(List.of(code));
  }

  public PlacePath child(String code) {
    List<String> longer = new ArrayList<>(codes);
    longer.add(code);
    return new PlacePath(longer);
  }

  public PlaceKind kind() {
    return PlaceKind.values()[codes.size() - 1];
  }

  public String code() {
    return codes.get(codes.size() - 1);
  }

  /**
   * @throws IllegalArgumentException for a building
   */
  public PlacePath parent() {
    return new PlacePath(codes.subList(0, codes.size() - 1));
  }

  /** For people: {@code HQ / 1 / A / 101}. */
  @Override
  public String toString() {
    return String.join(" / ", codes);
  }
}
