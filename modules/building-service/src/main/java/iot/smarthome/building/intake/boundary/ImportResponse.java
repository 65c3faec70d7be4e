package iot.smarthome.building.intake.boundary;

import iot.smarthome.building.intake.control.ImportReport;
import iot.smarthome.building.intake.control.RowResult;
import iot.smarthome.building.intake.entity.Outcome;
import iot.smarthome.rest.problem.Violation;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What became of a file, row by row. */
@Schema(description = "What became of a file, or would become of it.")
public record ImportResponse(
    @Schema(description = "False when it was only tried") boolean stored,
    long created,
    long updated,
    long unchanged,
    long refused,
    @Schema(description = "Floors and areas that are added because a place lies in them")
        List<String> implied,
    @Schema(description = "In the order of the file") List<Row> rows) {

  /** A row of the file. */
  public record Row(
      @Schema(description = "Where it begins in the file") long line,
      @Schema(examples = "HQ / 1 / A / 101") String place,
      @Schema(enumeration = {"CREATED", "UPDATED", "UNCHANGED", "REFUSED"}) String outcome,
      String placeId,
      List<Fault> faults) {

    static Row of(RowResult result) {
      return new Row(
          result.line(),
          result.place(),
          result.outcome().name(),
          result.placeId(),
          result.violations().isEmpty()
              ? null
              : result.violations().stream().map(Fault::of).toList());
    }
  }

  /** One thing wrong with a row. */
  public record Fault(String field, String message, String mend) {

    static Fault of(Violation violation) {
      return new Fault(violation.field(), violation.message(), violation.mend());
    }
  }

  static ImportResponse of(ImportReport report) {
    return new ImportResponse(
        report.stored(),
        report.count(Outcome.CREATED),
        report.count(Outcome.UPDATED),
        report.count(Outcome.UNCHANGED),
        report.count(Outcome.REFUSED),
        report.implied(),
        report.rows().stream().map(Row::of).toList());
  }
}
