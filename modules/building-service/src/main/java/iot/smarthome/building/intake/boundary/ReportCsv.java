package iot.smarthome.building.intake.boundary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A report for spreadsheets, a line for each row or for each fault of it. */
final class ReportCsv {

  /** By these a spreadsheet takes a text for a formula, and would carry it out. */
  private static final String FORMULA = "=+-@\t\r\n|%";

  private ReportCsv() {}

  static String of(ImportResponse report) {
    StringBuilder csv = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(csv, CSVFormat.RFC4180)) {
      printer.printRecord("line", "place", "outcome", "placeId", "field", "message", "mend");
      for (ImportResponse.Row row : report.rows()) {
        if (row.faults() == null) {
          print(printer, row, new ImportResponse.Fault("", "", ""));
        } else {
          for (ImportResponse.Fault fault : row.faults()) {
            print(printer, row, fault);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory takes every report", e);
    }
    return csv.toString();
  }

  private static void print(CSVPrinter printer, ImportResponse.Row row, ImportResponse.Fault fault)
      throws IOException {
    printer.printRecord(
        List.of(
            String.valueOf(row.line()),
            safe(row.place()),
            row.outcome(),
            safe(row.placeId()),
            safe(fault.field()),
            safe(fault.message()),
            safe(fault.mend())));
  }

  static String safe(String cell) {
    if (cell == null || cell.isEmpty()) {
      return "";
    }
    return FORMULA.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
