package iot.smarthome.building.intake.entity;

import iot.smarthome.building.structure.entity.PlaceKind;
import java.util.ArrayList;
import java.util.List;

/**
 * The codes on the way from the building to a place.
 *
 * @param codes of the building, and of the floor, area and room as far as it goes
 */
public record CodePath(List<String> codes) {

  public CodePath {
    codes = List.copyOf(codes);
    if (codes.isEmpty() || codes.size() > PlaceKind.values().length) {
      throw new IllegalArgumentException("No way to a place: " + codes);
    }
  }

  public static CodePath building(String code) {
    return new CodePath(List.of(code));
  }

  public CodePath child(String code) {
    List<String> longer = new ArrayList<>(codes);
    longer.add(code);
    return new CodePath(longer);
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
  public CodePath parent() {
    return new CodePath(codes.subList(0, codes.size() - 1));
  }

  /** For people: {@code HQ / 1 / A / 101}. */
  @Override
  public String toString() {
    return String.join(" / ", codes);
  }
}
