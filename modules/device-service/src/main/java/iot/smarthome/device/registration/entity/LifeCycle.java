package iot.smarthome.device.registration.entity;

/** Where a device stands between our platform and Tuya Cloud. */
public enum LifeCycle {
  /** Known to us, not yet answered by Tuya Cloud. */
  SHADOW,
  /** Accepted by Tuya Cloud, under Tuya's own device id. */
  ACTIVATED,
  /** Refused by Tuya Cloud, with a reason. */
  REJECTED
}
