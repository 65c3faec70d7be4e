package iot.smarthome.tuya.messages.gateway;

import iot.smarthome.tuya.messages.entity.Latch;
import java.time.Instant;
import java.util.List;

/** Values that will end by themselves, kept over restarts; one of each code of a device. */
public interface Latches {

  /** Keeps it, unless there is one that ends later. */
  void hold(Latch latch);

  /**
   * The device has said itself that it ended.
   *
   * @param at when; one that ends only because of something later stays
   */
  void ended(String tuyaDeviceId, String code, Instant at);

  /** Those that have ended, the longest ago first. */
  List<Latch> due(Instant now, int most);

  /** Whether it still stands as given: the device has not repeated it, nor said that it ended. */
  boolean stands(Latch latch);

  /** Removes it as given; one that was repeated stays. */
  void remove(Latch latch);
}
