package iot.smarthome.timeseries.query.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.timeseries.query.entity.Span;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanReaderTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @Test
  void isTheLastDayWhenNothingIsSaid() {
    Span span = SpanReader.read(null, null, null, CLOCK);
    assertThat(span.to()).isEqualTo(NOW.plusSeconds(1));
    assertThat(span.from()).isEqualTo(span.to().minus(Duration.ofDays(1)));
    assertThat(span.windows()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "500ms,PT0.5S",
    "30s,PT30S",
    "5m,PT5M",
    "1h,PT1H",
    "2d,PT48H",
    "PT15M,PT15M",
    "P1D,PT24H"
  })
  void readsLengthsOfTime(String every, Duration length) {
    assertThat(SpanReader.read("-1h", null, every.equals("500ms") ? "1s" : every, CLOCK).every())
        .isNotNull();
    assertThat(SpanReader.read("-10s", null, every, CLOCK).every()).isEqualTo(length);
  }

  @Test
  void readsTimes() {
    Span span = SpanReader.read("-6h", "2026-11-24T09:00:00+01:00", null, CLOCK);
    assertThat(span.from()).isEqualTo(NOW.minus(Duration.ofHours(6)));
    assertThat(span.to()).isEqualTo(Instant.parse("2026-11-24T08:00:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "yesterday,,,from",
    "-6x,,,from",
    ",12:00,,to",
    "2026-11-24T11:00:00Z,,,from",
    "-1h,,0s,every",
    "-1h,,often,every",
    "-1h,,-5m,every",
    "-365d,,1s,every"
  })
  void namesTheParameterThatIsWrong(String from, String to, String every, String field) {
    assertThatThrownBy(() -> SpanReader.read(from, to, every, CLOCK))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().toResponse("/").getEntity().toString())
                    .contains("\"field\":\"" + field + "\""));
  }
}
