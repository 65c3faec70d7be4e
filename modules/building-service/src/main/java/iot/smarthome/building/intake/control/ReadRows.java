package iot.smarthome.building.intake.control;

import iot.smarthome.building.intake.entity.CodePath;
import iot.smarthome.building.intake.entity.PlaceRow;
import iot.smarthome.building.structure.entity.GeoPosition;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.rest.problem.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes of the rows of a table what they say of places, and collects what is wrong with them. */
final class ReadRows {

  private static final Set<String> COLUMNS =
      Set.of(
          "building",
          "floor",
          "area",
          "room",
          "name",
          "address",
          "usage",
          "responsiblegroup",
          "latitude",
          "longitude");
  private static final int LONGEST_CODE = 32;
  private static final Pattern CODE = Pattern.compile("[!-~]+");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
  private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{1,15})?");

  /** A row that was read, or what is wrong with it. */
  record ReadRow(long line, String place, PlaceRow row, List<Violation> violations) {

    boolean isBroken() {
      return !violations.isEmpty();
    }
  }

  private final Map<String, String> cells = new HashMap<>();
  private final List<Violation> violations = new ArrayList<>();

  private ReadRows() {}

  /**
   * @param building code of the building that all rows are in; null when they say it themselves
   * @throws iot.smarthome.rest.problem.ProblemException 400, 413 for what is no table of places
   */
  static List<ReadRow> of(byte[] csv, String building, int mostRows) {
    CsvTable table = CsvTable.read(csv, COLUMNS, mostRows);
    if (building == null && !table.columns().contains("building")) {
      throw IntakeProblems.unreadable(
          "line 1",
          "has no column building",
          "add it, or name the building by the parameter buildingId",
          null);
    }
    List<ReadRow> rows = new ArrayList<>();
    Map<CodePath, Long> lines = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      ReadRow read = new ReadRows().read(table.columns(), row, building);
      if (read.row() != null) {
        Long former = lines.putIfAbsent(read.row().path(), row.line());
        if (former != null) {
          read.violations()
              .add(
                  new Violation(
                      read.row().path().kind().word(),
                      "is the place of line " + former + " again",
                      "keep one row for a place"));
        }
      }
      rows.add(read);
    }
    return rows;
  }

  private ReadRow read(List<String> columns, CsvTable.Row row, String building) {
    if (row.cells().size() > columns.size()) {
      violate(
          "(row)",
          "has " + row.cells().size() + " cells, but there are " + columns.size() + " columns",
          "put a cell that has the separator in it in quotes");
      return new ReadRow(row.line(), null, null, violations);
    }
    for (int i = 0; i < row.cells().size(); i++) {
      if (!row.cells().get(i).isEmpty()) {
        cells.put(columns.get(i), row.cells().get(i));
      }
    }
    CodePath path = path(building);
    PlaceRow read =
        path == null
            ? null
            : new PlaceRow(
                row.line(),
                path,
                text("name", 100),
                text("address", 300),
                geo(),
                text("usage", 50),
                text("responsiblegroup", 64));
    return new ReadRow(row.line(), path == null ? null : path.toString(), read, violations);
  }

  private CodePath path(String building) {
    String named = code(PlaceKind.BUILDING);
    if (building != null && named != null && !named.equals(building)) {
      violate("building", "is not the building " + building, "leave it empty, or correct it");
      return null;
    }
    List<String> codes = new ArrayList<>();
    boolean gap = false;
    for (PlaceKind kind : PlaceKind.values()) {
      String code = kind == PlaceKind.BUILDING && building != null ? building : code(kind);
      if (code == null) {
        gap = true;
      } else if (gap) {
        String above = kind.parent().orElseThrow().word();
        if (violations.isEmpty()) {
          violate(above, "is missing", "give the code of the " + above + " that it lies in");
        }
        return null;
      } else {
        codes.add(code);
      }
    }
    boolean saysNothing =
        codes.isEmpty() || (codes.size() == 1 && building != null && named == null);
    if (saysNothing && violations.isEmpty()) {
      violate("(row)", "names no place", "give the code of a room, area, floor or of the building");
    }
    return violations.isEmpty() ? new CodePath(codes) : null;
  }

  private String code(PlaceKind kind) {
    String code = cells.get(kind.word());
    if (code == null) {
      return null;
    }
    if (code.length() > LONGEST_CODE) {
      tooLong(kind.word(), code, LONGEST_CODE);
    } else if (!CODE.matcher(code).matches()) {
      violate(
          kind.word(),
          "has characters other than printable ASCII: " + CsvTable.shortened(code),
          "use letters, digits and signs, without spaces");
    }
    return code;
  }

  private String text(String column, int longest) {
    String text = cells.get(column);
    String field = column.equals("responsiblegroup") ? "responsibleGroup" : column;
    if (text == null) {
      return null;
    }
    if (text.length() > longest) {
      tooLong(field, text, longest);
    } else if (CONTROL.matcher(text).find()) {
      violate(field, "has control characters", "leave out line breaks, tabs and the like");
    }
    return text;
  }

  private void tooLong(String field, String text, int longest) {
    violate(field, "has " + text.length() + " characters", "give at most " + longest);
  }

  private GeoPosition geo() {
    Double latitude = degrees("latitude", 90);
    Double longitude = degrees("longitude", 180);
    boolean one = cells.containsKey("latitude");
    if (one != cells.containsKey("longitude")) {
      String missing = one ? "longitude" : "latitude";
      violate(missing, "is missing", "give both latitude and longitude, or neither");
    }
    return latitude == null || longitude == null ? null : new GeoPosition(latitude, longitude);
  }

  private Double degrees(String column, int most) {
    String text = cells.get(column);
    if (text == null) {
      return null;
    }
    if (!DECIMAL.matcher(text).matches()) {
      violate(
          column,
          "is no number: " + CsvTable.shortened(text),
          "give degrees with a point, as 10.7769");
      return null;
    }
    double degrees = Double.parseDouble(text);
    if (Math.abs(degrees) > most) {
      violate(column, "is " + text, "give degrees from -%d to %d".formatted(most, most));
      return null;
    }
    return degrees;
  }

  private void violate(String field, String message, String mend) {
    violations.add(new Violation(field, message, mend));
  }
}
