package iot.smarthome.timeseries.query.control;

import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.timeseries.query.entity.Span;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what callers say of time. */
public final class SpanReader {

  public static final String SERVICE = "influxdb-connector";

  /** More windows than a chart has pixels help nobody. */
  static final int MAX_WINDOWS = 10_000;

  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Duration DEFAULT_SPAN = Duration.ofHours(24);

  private SpanReader() {}

  /**
   * @param from RFC 3339, or a time back from now as {@code -6h}; null for a day before {@code to}
   * @param to the same; null for now
   * @param every ISO 8601 as {@code PT5M}, or {@code 5m}; null for single values
   * @throws ProblemException 400 naming the parameter
   */
  public static Span read(String from, String to, String every, Clock clock) {
    Instant now = clock.instant();
    Instant end = to == null ? now.plusSeconds(1) : instant("to", to, now);
    Instant start = from == null ? end.minus(DEFAULT_SPAN) : instant("from", from, now);
    if (!start.isBefore(end)) {
      throw invalid("from", "is not before to", "give an earlier from, or a later to");
    }
    Span span = new Span(start, end, every == null ? null : window(every));
    if (span.windows() > MAX_WINDOWS) {
      throw invalid(
          "every",
          "cuts the time into " + span.windows() + " windows",
          "choose longer windows or a shorter time; at most " + MAX_WINDOWS);
    }
    return span;
  }

  private static Instant instant(String field, String text, Instant now) {
    try {
      return text.startsWith("-") ? now.minus(duration(text.substring(1))) : Instant.parse(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw invalid(field, "is no time: " + text, "give RFC 3339, as 2026-01-31T08:00:00Z, or -6h");
    }
  }

  private static Duration window(String text) {
    try {
      Duration every = duration(text);
      if (every.toMillis() > 0) {
        return every;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // told below, as for a window of no length
    }
    throw invalid("every", "is no length of time: " + text, "give ISO 8601, as PT5M, or 5m");
  }

  private static Duration duration(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (!matcher.matches()) {
      if (!text.startsWith("P")) {
        throw new DateTimeParseException("no length of time", text, 0);
      }
      return Duration.parse(text);
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static ProblemException invalid(String field, String message, String mend) {
    return Problem.of(SERVICE, "invalid-input", 400, "Invalid input")
        .violation(field, message, mend)
        .toException();
  }
}
