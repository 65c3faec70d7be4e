package iot.smarthome.tuya.messages.control;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When each code of each device was last measured, as far as this instance has heard: what comes
 * later and is older is out of order. Devices and codes are bounded; what is forgotten is taken for
 * in order.
 */
final class Recency {

  private static final int MOST_DEVICES = 20_000;
  private static final int MOST_CODES = 256;
  // a device whose clock is ahead must not make all that follows look old
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private final Map<String, Map<String, Instant>> devices =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Map<String, Instant>> eldest) {
          return size() > MOST_DEVICES;
        }
      };

  /** Whether something newer has come before, and remembers this one. */
  synchronized boolean isLate(String device, String code, Instant at, Instant now) {
    Map<String, Instant> codes = devices.computeIfAbsent(device, d -> new HashMap<>());
    Instant last = codes.get(code);
    if (last != null && at.isBefore(last)) {
      return true;
    }
    if (at.isBefore(now.plus(AHEAD)) && (last != null || codes.size() < MOST_CODES)) {
      codes.put(code, at);
    }
    return false;
  }
}
