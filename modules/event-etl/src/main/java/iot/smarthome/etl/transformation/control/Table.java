package iot.smarthome.etl.transformation.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows of a resource: comma separated, without quotes; lines that begin with # say why. */
final class Table {

  private Table() {}

  static List<String[]> rows(String resource, int columns) {
    try (InputStream in = Table.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> row(resource, line, columns))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] row(String resource, String line, int columns) {
    String[] cells = line.split(",", -1);
    if (cells.length != columns) {
      throw new IllegalStateException(
          resource + " needs " + columns + " columns, but has the line: " + line);
    }
    return cells;
  }
}
