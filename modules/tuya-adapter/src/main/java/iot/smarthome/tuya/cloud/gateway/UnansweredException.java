package iot.smarthome.tuya.cloud.gateway;

/** There was no answer in Tuya's form, so nobody knows what became of the call. */
class UnansweredException extends TuyaCloudException {

  private static final long serialVersionUID = 1L;

  UnansweredException(String code, String words, Throwable cause) {
    super(Fault.RETRYABLE, code, words, "Tuya Cloud does not answer at present.", cause);
  }

  @Override
  public boolean mayHaveHappened() {
    return true;
  }
}
