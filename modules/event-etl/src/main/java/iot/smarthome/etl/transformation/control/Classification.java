package iot.smarthome.etl.transformation.control;

import iot.smarthome.etl.transformation.control.SafetyWords.Verdict;
import iot.smarthome.etl.transformation.entity.Kind;
import iot.smarthome.etl.transformation.entity.Metric;
import iot.smarthome.etl.transformation.entity.Point;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Gives each point the family and the name of its metric. */
@ApplicationScoped
public class Classification {

  static final String RAW = "raw";
  static final String OTHER = "other";

  private final MetricNames names;
  private final SafetyWords safetyWords;

  /** For the container's proxy. */
  protected Classification() {
    this(null, null);
  }

  @Inject
  public Classification(MetricNames names, SafetyWords safetyWords) {
    this.names = names;
    this.safetyWords = safetyWords;
  }

  public Metric classify(String category, Point point) {
    Optional<Verdict> danger = safetyWords.judge(point.code(), point.value());
    if (danger.isPresent() && danger.get().word() != null) {
      return new Metric(
          SafetyWords.FAMILY,
          danger.get().name(),
          Kind.ENUM,
          danger.get().word(),
          null,
          point.at(),
          point.sourceCode());
    }
    if (!point.reliable()) {
      return metric(RAW, point.code(), point);
    }
    if (danger.isPresent()) {
      return metric(SafetyWords.FAMILY, point.code(), point);
    }
    return names
        .find(point.code(), category, point.kind())
        .map(found -> metric(found.family(), found.name(), point))
        .orElseGet(() -> metric(point.kind() == Kind.RAW ? RAW : OTHER, point.code(), point));
  }

  /** Whether the point tells of a danger in words that mean nothing to us. */
  public boolean isUnclear(Point point) {
    return safetyWords
        .judge(point.code(), point.value())
        .filter(verdict -> verdict.word() == null)
        .isPresent();
  }

  private static Metric metric(String family, String name, Point point) {
    return new Metric(
        family, name, point.kind(), point.value(), point.unit(), point.at(), point.sourceCode());
  }
}
