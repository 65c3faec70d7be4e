package iot.smarthome.building.intake.control;

import iot.smarthome.rest.problem.Violation;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file as columns and rows, as spreadsheets of all countries write it: with or without a byte
 * order mark, with comma, semicolon or tab, any line ends.
 *
 * @param columns lower case
 */
record CsvTable(List<String> columns, List<Row> rows) {

  /**
   * @param line where it begins
   * @param cells as many as it has, without spaces around them
   */
  record Row(long line, List<String> cells) {}

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final String SEPARATORS = ",;\t";

  /**
   * @param known lower case
   * @throws iot.smarthome.rest.problem.ProblemException 400 when it is no such file, 413 when it
   *     has too many rows
   */
  static CsvTable read(byte[] bytes, Set<String> known, int mostRows) {
    String text = text(bytes);
    CSVFormat format =
        CSVFormat.RFC4180
            .builder()
            .setDelimiter(separator(text))
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();
    long line = 0;
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      Iterator<CSVRecord> records = parser.iterator();
      List<String> columns = null;
      List<Row> rows = new ArrayList<>();
      while (records.hasNext()) {
        CSVRecord record = records.next();
        line = parser.getCurrentLineNumber();
        if (columns == null) {
          columns = columns(record, known);
        } else if (rows.size() == mostRows) {
          throw IntakeProblems.tooManyRows(mostRows);
        } else {
          rows.add(row(record, line));
        }
      }
      if (columns == null) {
        throw IntakeProblems.unreadable(
            "(body)", "is empty", "send a line of column names and a row for each place", null);
      }
      return new CsvTable(columns, rows);
    } catch (IOException | UncheckedIOException e) {
      throw IntakeProblems.unreadable(
          "line " + (line + 1),
          "or one after it has a quote that is not closed, or text beside quotes",
          "close the quotes; write a quote within quotes twice",
          e);
    }
  }

  private static Row row(CSVRecord record, long lastLine) {
    List<String> cells = new ArrayList<>(record.size());
    long breaks = 0;
    for (String cell : record) {
      breaks += cell.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
      cells.add(cell.strip());
    }
    return new Row(lastLine - breaks, cells);
  }

  private static List<String> columns(CSVRecord header, Set<String> known) {
    List<String> columns = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String cell : header) {
      String column = cell.strip().toLowerCase(Locale.ROOT);
      columns.add(column);
      String shown = column.isEmpty() ? "(empty)" : shortened(column);
      if (!known.contains(column)) {
        violations.add(
            new Violation(
                "line 1, " + shown,
                "is no column that is known here",
                "leave it out; known are " + String.join(", ", known.stream().sorted().toList())));
      } else if (!seen.add(column)) {
        violations.add(new Violation("line 1, " + shown, "stands there twice", "keep one of them"));
      }
    }
    if (!violations.isEmpty()) {
      throw IntakeProblems.unreadable(violations.subList(0, Math.min(20, violations.size())));
    }
    return columns;
  }

  /** So much of a cell as a message may repeat. */
  static String shortened(String cell) {
    return cell.length() <= 40 ? cell : cell.substring(0, 40) + "…";
  }

  private static String text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw IntakeProblems.unreadable(
          "(body)", "is not in UTF-8", "save it as CSV in UTF-8 and send that", e);
    }
  }

  /** Which of them the first line has most of, outside of quotes. */
  private static char separator(String text) {
    int[] counts = new int[SEPARATORS.length()];
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!quoted && (c == '\n' || c == '\r') && i > 0) {
        break;
      }
      quoted ^= c == '"';
      int known = SEPARATORS.indexOf(c);
      if (!quoted && known >= 0) {
        counts[known]++;
      }
    }
    int best = 0;
    for (int i = 1; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return SEPARATORS.charAt(best);
  }
}
