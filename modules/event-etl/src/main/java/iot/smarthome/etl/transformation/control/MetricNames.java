package iot.smarthome.etl.transformation.control;

import iot.smarthome.etl.transformation.entity.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Family and name of a standard code: data, not code. */
@ApplicationScoped
public class MetricNames {

  /** Family and name of a metric. */
  public record Name(String family, String name) {}

  private record Rule(String prefix, String category, String kind, String family, String name) {

    boolean fits(String ofCategory, Kind ofKind) {
      return (category.equals("*") || category.equals(ofCategory))
          && (kind.equals("*") || kind.equals(ofKind.name()));
    }

    int weight() {
      return (category.equals("*") ? 0 : 2) + (kind.equals("*") ? 0 : 1);
    }

    Name named(String code) {
      return new Name(family, name.equals("*") ? code : name);
    }
  }

  private final Map<String, List<Rule>> exact = new HashMap<>();
  private final List<Rule> byPrefix = new ArrayList<>();

  public MetricNames() {
    for (String[] row : Table.rows("/etl/metrics.csv", 5)) {
      boolean prefix = row[0].endsWith("*");
      String code = prefix ? row[0].substring(0, row[0].length() - 1) : row[0];
      Rule rule = new Rule(code, row[1], row[2], row[3], row[4]);
      if (prefix) {
        byPrefix.add(rule);
      } else {
        exact.computeIfAbsent(code, c -> new ArrayList<>()).add(rule);
      }
    }
    exact.values().forEach(rules -> rules.sort(Comparator.comparing(Rule::weight).reversed()));
    byPrefix.sort(
        Comparator.<Rule>comparingInt(rule -> rule.prefix().length())
            .thenComparing(Rule::weight)
            .reversed());
  }

  /** Empty for a code that the table does not have for the category and kind. */
  public Optional<Name> find(String code, String category, Kind kind) {
    Optional<Rule> rule =
        exact.getOrDefault(code, List.of()).stream()
            .filter(candidate -> candidate.fits(category, kind))
            .findFirst();
    if (rule.isEmpty()) {
      rule =
          byPrefix.stream()
              .filter(candidate -> code.startsWith(candidate.prefix()))
              .filter(candidate -> candidate.fits(category, kind))
              .findFirst();
    }
    return rule.map(found -> found.named(code));
  }
}
