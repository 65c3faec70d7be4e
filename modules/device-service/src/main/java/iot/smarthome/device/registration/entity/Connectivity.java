package iot.smarthome.device.registration.entity;

/** Whether the device has a connection to Tuya Cloud, as far as is known. */
public enum Connectivity {
  UNKNOWN,
  ONLINE,
  OFFLINE
}
