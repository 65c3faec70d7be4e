package iot.smarthome.etl.transformation.control;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the words of safety sensors mean, code by code: data, not code. */
@ApplicationScoped
public class SafetyWords {

  public static final String FAMILY = "safety";
  static final String ALARM = "alarm";
  static final String NORMAL = "normal";

  /**
   * What a sensor says.
   *
   * @param name of the danger, e.g. {@code smoke}
   * @param word {@code alarm} or {@code normal}; null when the sensor's word is neither
   */
  public record Verdict(String name, String word) {}

  private record Words(String name, Set<String> alarm, Set<String> normal) {}

  private final Map<String, Words> byCode = new HashMap<>();

  public SafetyWords() {
    for (String[] row : Table.rows("/etl/safety.csv", 4)) {
      byCode.put(
          row[0], new Words(row[1], Set.of(row[2].split("\\|")), Set.of(row[3].split("\\|"))));
    }
  }

  /** Empty for a code that does not tell of a danger. */
  public Optional<Verdict> judge(String code, Object value) {
    Words words = byCode.get(code);
    if (words == null) {
      return Optional.empty();
    }
    String said = value.toString();
    if (words.alarm().contains(said)) {
      return Optional.of(new Verdict(words.name(), ALARM));
    }
    return Optional.of(new Verdict(words.name(), words.normal().contains(said) ? NORMAL : null));
  }
}
