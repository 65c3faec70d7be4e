package iot.smarthome.etl.rawcodes.control;

import iot.smarthome.etl.rawcodes.gateway.RawCodes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Raw codes for tests. */
public final class InMemoryRawCodes implements RawCodes {

  private final Map<String, Set<String>> stored = new HashMap<>();
  int reads;

  @Override
  public Set<String> of(String deviceId) {
    reads++;
    return stored.getOrDefault(deviceId, Set.of());
  }

  @Override
  public boolean store(String deviceId, Set<String> codes, int known) {
    if (stored.getOrDefault(deviceId, Set.of()).size() != known) {
      return false;
    }
    stored.put(deviceId, Set.copyOf(codes));
    return true;
  }

  @Override
  public void remove(String deviceId) {
    stored.remove(deviceId);
  }
}
