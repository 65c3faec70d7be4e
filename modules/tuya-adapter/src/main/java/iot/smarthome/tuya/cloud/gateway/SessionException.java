package iot.smarthome.tuya.cloud.gateway;

/** Tuya refuses the token or the time of a call, not the call: the same one is sent once more. */
class SessionException extends TuyaCloudException {

  private static final long serialVersionUID = 1L;

  SessionException(String code, String words) {
    super(Fault.RETRYABLE, code, words, "Tuya Cloud wants a new login, it is tried again.", null);
  }
}
