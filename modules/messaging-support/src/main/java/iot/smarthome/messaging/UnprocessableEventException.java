package iot.smarthome.messaging;

/**
 * The event can never be processed: trying again would not help, it belongs to the dead letters.
 */
public class UnprocessableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;

  /**
   * @param reason a stable kebab-case word, the value of a metric tag
   * @param message what is wrong, for a person
   */
  public UnprocessableEventException(String reason, String message) {
    this(reason, message, null);
  }

  public UnprocessableEventException(String reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
