package iot.smarthome.tuya.messages.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Tuya's words in ours: units in UCUM, thing-model codes in standard codes, how values of several
 * numbers are read, and what falls back by itself. Data, not code: {@code units.properties}, {@code
 * codes.csv}, {@code latches.csv}.
 */
public final class Vocabulary {

  private static final String ANY = "*";

  /**
   * @param ucum the UCUM code
   * @param factor that the spelling hides, 1 for most
   */
  public record Unit(String ucum, BigDecimal factor) {}

  /**
   * What is said of a code.
   *
   * @param standard the platform's code for the same thing, may be the code itself
   * @param reading how a value of several numbers is read, empty for most
   * @param unit Tuya's word for the unit where the product names none, may be empty
   */
  public record Word(String standard, String reading, String unit) {}

  /**
   * A value that ends without being said to.
   *
   * @param rest what it falls back to
   * @param hold after so long without a repetition
   */
  public record Latch(String rest, Duration hold) {}

  private record Rule(
      String code, boolean prefix, String category, String type, Word word, int weight) {

    boolean fits(String ofCategory, String ofType) {
      return (category.equals(ANY) || category.equals(ofCategory))
          && (type.equals(ANY) || type.equals(ofType));
    }

    Word of(String reported) {
      return word.standard().isEmpty() ? new Word(reported, word.reading(), word.unit()) : word;
    }
  }

  private final Map<String, Unit> units = new HashMap<>();
  private final Map<String, List<Rule>> exact = new HashMap<>();
  private final List<Rule> prefixes = new ArrayList<>();
  private final Map<String, Latch> latches = new HashMap<>();
  private final Set<String> latching = new HashSet<>();

  public Vocabulary() {
    load("/tuya/units.properties")
        .forEach((spelling, unit) -> units.put(spelling.toString(), unit(unit.toString())));
    rows("/tuya/codes.csv", 6).forEach(this::addRule);
    exact.values().forEach(rules -> rules.sort(Comparator.comparing(Rule::weight).reversed()));
    prefixes.sort(
        Comparator.<Rule>comparingInt(rule -> rule.code().length())
            .thenComparing(Rule::weight)
            .reversed());
    for (String[] row : rows("/tuya/latches.csv", 5)) {
      latching.add(row[0]);
      latches.put(latchKey(row[0], row[1], row[2]), new Latch(row[3], Duration.parse(row[4])));
    }
  }

  private void addRule(String[] row) {
    boolean prefix = row[0].endsWith(ANY);
    String code = prefix ? row[0].substring(0, row[0].length() - 1) : row[0];
    int weight = (row[1].equals(ANY) ? 0 : 2) + (row[2].equals(ANY) ? 0 : 1);
    Rule rule = new Rule(code, prefix, row[1], row[2], new Word(row[3], row[4], row[5]), weight);
    if (prefix) {
      prefixes.add(rule);
    } else {
      exact.computeIfAbsent(code, c -> new ArrayList<>()).add(rule);
    }
  }

  /** The UCUM code, empty for a unit that is not known. */
  public Optional<String> ucum(String tuyaUnit) {
    return unit("", tuyaUnit).map(Unit::ucum);
  }

  /** Empty for a unit that is not known, or not for this code. */
  public Optional<Unit> unit(String code, String tuyaUnit) {
    String spelling = tuyaUnit.strip();
    Unit own = units.get(code + '.' + spelling);
    return Optional.ofNullable(own == null ? units.get(spelling) : own);
  }

  /** What is said of a code that a product of the category declares with the type. */
  public Word word(String category, String code, String type) {
    for (Rule rule : exact.getOrDefault(code, List.of())) {
      if (rule.fits(category, type)) {
        return rule.of(code);
      }
    }
    for (Rule rule : prefixes) {
      if (code.startsWith(rule.code()) && rule.fits(category, type)) {
        return rule.of(code);
      }
    }
    return new Word(code, "", "");
  }

  /** Standard codes that a code without a declaration may stand for, the most specific first. */
  public List<String> candidates(String category, String code) {
    return exact.getOrDefault(code, List.of()).stream()
        .filter(rule -> rule.category().equals(ANY) || rule.category().equals(category))
        .map(rule -> rule.of(code).standard())
        .filter(standard -> !standard.equals(code))
        .toList();
  }

  /** Whether the code has values that end by themselves. */
  public boolean latches(String standard) {
    return latching.contains(standard);
  }

  /** Empty for a value that stays until the device says another one. */
  public Optional<Latch> latch(String category, String standard, Object value) {
    Latch own = latches.get(latchKey(standard, category, value));
    return Optional.ofNullable(own == null ? latches.get(latchKey(standard, ANY, value)) : own);
  }

  private static String latchKey(String code, String category, Object word) {
    return code + '|' + category + '|' + word;
  }

  private static Unit unit(String entry) {
    int factor = entry.indexOf(';');
    return factor < 0
        ? new Unit(entry, BigDecimal.ONE)
        : new Unit(entry.substring(0, factor), new BigDecimal(entry.substring(factor + 1)));
  }

  private static Properties load(String resource) {
    Properties properties = new Properties();
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String[]> rows(String resource, int columns) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
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
