package iot.smarthome.analyzer.hazard.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Embeddable;
import java.time.Instant;
import java.util.Objects;

/**
 * The observation that an alert rests on.
 *
 * @param at when the device made it
 * @param eventId the event that told of it
 */
@Embeddable(Embeddable.EmbeddableType.GROUPING)
public record Evidence(
    @Column("metric") String metric,
    @Column("value") String value,
    @Column("at") @Convert(InstantAsDate.class) Instant at,
    @Column("eventId") String eventId) {

  public Evidence {
    Objects.requireNonNull(metric, "metric");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(at, "at");
  }
}
