package iot.smarthome.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** Says what is starting, how long it took and where it listens. */
final class Progress {

  private final PrintStream out;
  private final LongSupplier nanoTime;
  private final long begin;
  private final Map<String, Long> begun = new LinkedHashMap<>();
  private final Map<String, Duration> took = new LinkedHashMap<>();

  Progress(PrintStream out, LongSupplier nanoTime) {
    this.out = out;
    this.nanoTime = nanoTime;
    this.begin = nanoTime.getAsLong();
  }

  synchronized void starts(String part) {
    begun.put(part, nanoTime.getAsLong());
    say(part + " …");
  }

  synchronized void listens(String part, String where) {
    Duration duration = Duration.ofNanos(nanoTime.getAsLong() - begun.getOrDefault(part, begin));
    took.put(part, duration);
    say(String.format(Locale.ROOT, "%-20s ready in %s   %s", part, seconds(duration), where));
  }

  synchronized void say(String line) {
    out.printf(Locale.ROOT, "[%7s] %s%n", seconds(total()), line);
    out.flush();
  }

  /** Lines as they are, for the summary. */
  synchronized void print(String text) {
    out.println(text);
    out.flush();
  }

  Duration total() {
    return Duration.ofNanos(nanoTime.getAsLong() - begin);
  }

  /** How long each part took to start. */
  synchronized Map<String, Duration> parts() {
    return new LinkedHashMap<>(took);
  }

  static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
