package iot.smarthome.building.intake.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.building.intake.control.ImportReport;
import iot.smarthome.building.intake.control.RowResult;
import iot.smarthome.building.intake.entity.Outcome;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.rest.problem.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImportsResourceTest {

  private static final ImportReport REPORT =
      new ImportReport(
          true,
          List.of("HQ / 1"),
          List.of(
              new RowResult(2, "=1+1 / A", Outcome.CREATED, "-id", List.of()),
              new RowResult(
                  3,
                  null,
                  Outcome.REFUSED,
                  null,
                  List.of(
                      new Violation("latitude", "@SUM(1)", "give \"degrees\""),
                      new Violation("name", "is too long", null)))));

  @Test
  void tellsWhatBecameOfEachRow() {
    ImportResponse response = ImportResponse.of(REPORT);
    assertThat(response)
        .extracting(
            ImportResponse::created,
            ImportResponse::updated,
            ImportResponse::unchanged,
            ImportResponse::refused)
        .containsExactly(1L, 0L, 0L, 1L);
    assertThat(response.rows().get(1).faults()).hasSize(2);
    assertThat(response.rows().get(0).faults()).isNull();
  }

  @Test
  void writesNoFormulasForSpreadsheets() {
    assertThat(ReportCsv.of(ImportResponse.of(REPORT)))
        .isEqualTo(
            "line,place,outcome,placeId,field,message,mend\r\n"
                + "2,'=1+1 / A,CREATED,'-id,,,\r\n"
                + "3,,REFUSED,,latitude,'@SUM(1),\"give \"\"degrees\"\"\"\r\n"
                + "3,,REFUSED,,name,is too long,\r\n");
    for (String formula : List.of("=cmd|'/c calc'!A0", "+1", "-1", "@x", "\tx", "\rx", "|x")) {
      assertThat(ReportCsv.safe(formula)).isEqualTo("'" + formula);
    }
  }

  @Test
  void takesOnlyTheTwoWords() {
    assertThat(ImportsResource.oneOf("mode", null, "a", "b")).isFalse();
    assertThat(ImportsResource.oneOf("mode", "a", "a", "b")).isFalse();
    assertThat(ImportsResource.oneOf("mode", "b", "a", "b")).isTrue();
    assertThatThrownBy(() -> ImportsResource.oneOf("mode", "c", "a", "b"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(400));
  }
}
