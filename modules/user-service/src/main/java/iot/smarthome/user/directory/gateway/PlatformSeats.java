package iot.smarthome.user.directory.gateway;

import iot.smarthome.user.directory.entity.Seats;

/** Where the seats of the platform's administrators are kept. */
public interface PlatformSeats {

  /** None are held at the beginning, in version 0. */
  Seats read();

  /**
   * @return false when the seats are another version by now
   */
  boolean replace(Seats seats, long expectedVersion);
}
