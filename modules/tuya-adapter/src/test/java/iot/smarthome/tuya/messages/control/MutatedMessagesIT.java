package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuya.messages.control.Pipeline.End;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A hundred thousand damaged messages: each comes to its end, and none leaves anything behind. */
class MutatedMessagesIT {

  private static final int MESSAGES = 100_000;
  private static final long LEFT_BEHIND = 64L * 1024 * 1024;

  static Map<End, Integer> run(RealMessages real, Pipeline pipeline, Random random, int messages) {
    Map<End, Integer> ends = new EnumMap<>(End.class);
    for (int i = 0; i < messages; i++) {
      String frame = real.mutated(random);
      try {
        ends.merge(pipeline.take(frame), 1, Integer::sum);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("Message " + i + " is not brought to an end: " + frame, e);
      }
    }
    assertThat(ends.keySet()).as("damaged in all ways").containsExactlyInAnyOrder(End.values());
    return ends;
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void bringsEachToAnEndInBoundedMemory() {
    RealMessages real = new RealMessages();
    Pipeline pipeline = new Pipeline(real::binding);
    run(real, pipeline, new Random(1), 2_000);
    long before = used();
    long start = System.nanoTime();
    Map<End, Integer> ends = run(real, pipeline, new Random(20261125), MESSAGES);
    long millis = (System.nanoTime() - start) / 1_000_000;
    long left = used() - before;
    System.out.printf(
        "Mutated messages: %d of %d real ones, %s, %d ms, %d KiB left behind%n",
        MESSAGES, real.all().size(), ends, millis, left / 1024);
    assertThat(left).isLessThan(LEFT_BEHIND);
    assertThat(pipeline.take(Pipeline.frame(4, real.all().get(0).text()))).isEqualTo(End.EVENT);
  }
}
