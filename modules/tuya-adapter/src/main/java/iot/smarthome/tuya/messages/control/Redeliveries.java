package iot.smarthome.tuya.messages.control;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Messages that our key does not open: a key may be changing, or the mode switching, so they are
 * left for Tuya to deliver again, a few times each. Few are left at a time, because what is never
 * acknowledged fills Tuya's window and in the end stops the stream.
 */
final class Redeliveries {

  private static final int MOST_HELD = 100;
  // Tuya delivers again after half a minute; what does not come for so long does not come any more
  private static final Duration REMEMBERED = Duration.ofMinutes(10);

  private record Held(int times, Instant last) {}

  private final int tries;
  private final Clock clock;
  private final Map<String, Held> held = new HashMap<>();

  /**
   * @param tries deliveries before a message is given up
   */
  Redeliveries(int tries, Clock clock) {
    this.tries = tries;
    this.clock = clock;
  }

  /**
   * @param redelivered how often Tuya says that it has delivered the message before
   * @return whether it is worth waiting for another delivery
   */
  synchronized boolean again(String messageId, int redelivered) {
    Instant now = clock.instant();
    Held before = held.get(messageId);
    int times = Math.max(before == null ? 0 : before.times(), redelivered) + 1;
    if (before == null && held.size() >= MOST_HELD) {
      held.values().removeIf(other -> other.last().isBefore(now.minus(REMEMBERED)));
    }
    if (times >= tries || before == null && held.size() >= MOST_HELD) {
      held.remove(messageId);
      return false;
    }
    held.put(messageId, new Held(times, now));
    return true;
  }

  /** How many messages are left to be delivered again. */
  synchronized int left() {
    Instant now = clock.instant();
    held.values().removeIf(other -> other.last().isBefore(now.minus(REMEMBERED)));
    return held.size();
  }

  /** It came to its end otherwise. */
  synchronized void forget(String messageId) {
    held.remove(messageId);
  }
}
