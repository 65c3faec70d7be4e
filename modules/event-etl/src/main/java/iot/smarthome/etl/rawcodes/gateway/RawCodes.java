package iot.smarthome.etl.rawcodes.gateway;

import java.util.Set;

/** The raw codes of each device. */
public interface RawCodes {

  Set<String> of(String deviceId);

  /**
   * @param known how many there were when {@code codes} was made of them
   * @return false when another instance has added some meanwhile
   */
  boolean store(String deviceId, Set<String> codes, int known);

  void remove(String deviceId);
}
