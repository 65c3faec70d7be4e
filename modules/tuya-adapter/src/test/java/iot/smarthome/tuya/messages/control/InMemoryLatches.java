package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.Latch;
import iot.smarthome.tuya.messages.gateway.Latches;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Latches for tests. */
final class InMemoryLatches implements Latches {

  final Map<String, Latch> held = new ConcurrentHashMap<>();

  private static String id(Latch latch) {
    return latch.tuyaDeviceId() + '|' + latch.code();
  }

  @Override
  public void hold(Latch latch) {
    held.merge(id(latch), latch, (old, more) -> old.until().isBefore(more.until()) ? more : old);
  }

  @Override
  public void ended(String tuyaDeviceId, String code, Instant at) {
    held.computeIfPresent(
        tuyaDeviceId + '|' + code, (id, latch) -> latch.began().isAfter(at) ? latch : null);
  }

  @Override
  public List<Latch> due(Instant now, int most) {
    return held.values().stream()
        .filter(latch -> !latch.until().isAfter(now))
        .sorted(Comparator.comparing(Latch::until))
        .limit(most)
        .toList();
  }

  @Override
  public boolean stands(Latch latch) {
    return latch.equals(held.get(id(latch)));
  }

  @Override
  public void remove(Latch latch) {
    held.remove(id(latch), latch);
  }
}
