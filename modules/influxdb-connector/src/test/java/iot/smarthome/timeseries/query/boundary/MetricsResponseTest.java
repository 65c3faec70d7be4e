package iot.smarthome.timeseries.query.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.timeseries.query.entity.Sample;
import iot.smarthome.timeseries.query.entity.Series;
import iot.smarthome.timeseries.query.entity.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsResponseTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

  @Test
  void saysWhenThereIsMore() {
    Span span = new Span(AT, AT.plusSeconds(60), Duration.ofSeconds(30));
    Series series =
        new Series(
            "climate",
            "temperature",
            "va_temperature",
            "NUMBER",
            "Cel",
            List.of(new Sample(AT, 21.5, 21.0, 22.0, 3L)));
    MetricsResponse one = MetricsResponse.of("d", span, List.of(series), 1);
    assertThat(one.every()).isEqualTo("PT30S");
    assertThat(one.series().get(0).truncated()).isTrue();
    assertThat(one.series().get(0).points().get(0).max()).isEqualTo(22.0);
    assertThat(MetricsResponse.of("d", span, List.of(series), 2).series().get(0).truncated())
        .isFalse();
  }
}
