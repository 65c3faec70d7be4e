package iot.smarthome.tuya.cloud.gateway;

/** The call was not made, or Tuya did not take it up, because of too many others. */
class BusyException extends TuyaCloudException {

  private static final long serialVersionUID = 1L;

  BusyException(String code, String words, Throwable cause) {
    super(Fault.RETRYABLE, code, words, "Tuya Cloud is busy, it is tried again.", cause);
  }
}
