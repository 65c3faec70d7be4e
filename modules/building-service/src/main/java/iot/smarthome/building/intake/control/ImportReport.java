package iot.smarthome.building.intake.control;

import iot.smarthome.building.intake.entity.Outcome;
import java.util.List;

/**
 * What became of a file.
 *
 * @param stored false when it was only tried
 * @param implied the floors and areas that were added because a place lies in them
 * @param rows in the order of the file
 */
public record ImportReport(boolean stored, List<String> implied, List<RowResult> rows) {

  public ImportReport {
    implied = List.copyOf(implied);
    rows = List.copyOf(rows);
  }

  public long count(Outcome outcome) {
    return rows.stream().filter(row -> row.outcome() == outcome).count();
  }
}
