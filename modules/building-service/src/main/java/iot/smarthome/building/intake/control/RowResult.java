package iot.smarthome.building.intake.control;

import iot.smarthome.building.intake.entity.Outcome;
import iot.smarthome.rest.problem.Violation;
import java.util.List;

/**
 * What became of a row.
 *
 * @param place its way for people, null when it could not be read
 * @param placeId null when it is refused, or would only be created
 * @param violations empty unless it is refused
 */
public record RowResult(
    long line, String place, Outcome outcome, String placeId, List<Violation> violations) {

  public RowResult {
    violations = List.copyOf(violations);
  }
}
