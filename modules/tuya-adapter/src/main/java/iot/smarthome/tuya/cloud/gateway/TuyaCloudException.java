package iot.smarthome.tuya.cloud.gateway;

/** Tuya Cloud did not do what it was asked to. */
public class TuyaCloudException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of fault it is, and so what helps. */
  public enum Fault {
    /** Passes by itself: Tuya is busy, away, or our token was taken from us. */
    RETRYABLE,
    /** Tuya says no to this device; trying again without a change would not help. */
    REJECTED,
    /** Tuya says no to the project: key, subscription, quota. Somebody has to mend that. */
    PROJECT
  }

  private final Fault fault;
  private final String code;
  private final String words;
  private final String explanation;

  /**
   * @param code Tuya's code, or a word of ours when there was no answer
   * @param words Tuya's own message
   * @param explanation for a person
   */
  public TuyaCloudException(
      Fault fault, String code, String words, String explanation, Throwable cause) {
    super("Tuya Cloud: " + fault + " " + code + " " + words, cause);
    this.fault = fault;
    this.code = code;
    this.words = words;
    this.explanation = explanation;
  }

  public Fault fault() {
    return fault;
  }

  public String code() {
    return code;
  }

  public String words() {
    return words;
  }

  public String explanation() {
    return explanation;
  }

  /**
   * Whether Tuya may have done what it was asked to all the same, because its answer is missing. A
   * call that changes something must not simply be repeated then.
   */
  public boolean mayHaveHappened() {
    return false;
  }
}
