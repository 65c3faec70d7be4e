package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.registration.entity.Binding;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * What reading and normalising a message costs, beside the bare parsing of its JSON in the same
 * run. On one thread; the messages are those of our samples, and of the real devices where they lie
 * beside the checkout.
 */
public final class Benchmark {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int ROUNDS = 5;
  private static final int MESSAGES = 200_000;

  private Benchmark() {}

  public static void main(String[] arguments) {
    RealMessages real = new RealMessages();
    var bindings =
        real.bindings().stream()
            .collect(Collectors.toMap(Binding::tuyaDeviceId, Function.identity()));
    Pipeline pipeline = new Pipeline(bindings::get);
    List<RealMessages.Plain> reports =
        real.all().stream()
            .filter(message -> List.of(4, 1000).contains(message.protocol()))
            .toList();
    List<String> frames =
        reports.stream().map(m -> Pipeline.frame(m.protocol(), m.text())).toList();
    System.out.printf(
        "%d messages of %d devices, %d characters on average, best of %d rounds of %d%n",
        reports.size(),
        bindings.size(),
        reports.stream().mapToInt(m -> m.text().length()).sum() / reports.size(),
        ROUNDS,
        MESSAGES);
    double parse = best(reports, message -> parse(message.text()));
    print("bare parse of the message's JSON", parse, parse);
    print(
        "read, normalised, written as an event",
        best(reports, m -> pipeline.events(m.protocol(), m.text()).size()),
        parse);
    print(
        "the same from the encrypted frame",
        best(frames, frame -> pipeline.take(frame) == Pipeline.End.EVENT ? 1 : 0),
        parse);
  }

  private static int parse(String text) {
    try (JsonReader reader = JSON.createReader(new StringReader(text))) {
      return reader.readObject().size();
    }
  }

  private static <T> double best(List<T> inputs, ToIntFunction<T> work) {
    double best = 0;
    int sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < MESSAGES; i++) {
        sum += work.applyAsInt(inputs.get(i % inputs.size()));
      }
      best = Math.max(best, MESSAGES * 1e9 / (System.nanoTime() - start));
    }
    if (sum < ROUNDS * MESSAGES) {
      throw new IllegalStateException("Not every message became an event");
    }
    return best;
  }

  private static void print(String what, double perSecond, double parse) {
    System.out.printf(
        "%-40s %,10.0f messages/s %6.2f of a parse%n", what, perSecond, parse / perSecond);
  }
}
