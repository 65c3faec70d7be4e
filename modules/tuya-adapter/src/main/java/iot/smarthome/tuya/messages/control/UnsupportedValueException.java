package iot.smarthome.tuya.messages.control;

/** A device cannot take the value; the same again never will be. */
public class UnsupportedValueException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  UnsupportedValueException(String code, String explanation) {
    super(explanation);
    this.code = code;
  }

  /** A stable word for the reason. */
  public String code() {
    return code;
  }

  /** A sentence for the person who wants the value. */
  public String explanation() {
    return getMessage();
  }
}
