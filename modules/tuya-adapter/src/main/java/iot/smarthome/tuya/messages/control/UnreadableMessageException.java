package iot.smarthome.tuya.messages.control;

/** A message that is not of the form that Tuya documents. */
public class UnreadableMessageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  UnreadableMessageException(String reason, String words, Throwable cause) {
    super(words, cause);
    this.reason = reason;
  }

  /** A stable kebab-case word. */
  public String reason() {
    return reason;
  }
}
