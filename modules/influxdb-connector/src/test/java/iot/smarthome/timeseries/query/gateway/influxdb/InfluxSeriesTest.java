package iot.smarthome.timeseries.query.gateway.influxdb;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.timeseries.query.entity.Span;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InfluxSeriesTest {

  @Test
  void keepsWhatCallersSendInsideItsQuotes() {
    String statement =
        InfluxSeries.statement(
            "d' OR 'x'='x",
            "a\\",
            new Span(Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Duration.ofSeconds(5)),
            10);
    assertThat(statement)
        .contains("'d\\' OR \\'x\\'=\\'x'", "'a\\\\'", "time(5000ms) fill(none)")
        .endsWith("LIMIT 10");
  }
}
