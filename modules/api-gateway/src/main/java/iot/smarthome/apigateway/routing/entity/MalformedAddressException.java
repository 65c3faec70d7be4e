package iot.smarthome.apigateway.routing.entity;

/** What was sent as an address is none that all readers would read alike. */
public class MalformedAddressException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String part;
  private final String mend;

  /**
   * @param part of the address
   * @param message what is wrong with it
   * @param mend how to put it right
   */
  public MalformedAddressException(String part, String message, String mend) {
    this(part, message, mend, null);
  }

  public MalformedAddressException(String part, String message, String mend, Throwable cause) {
    super(message, cause);
    this.part = part;
    this.mend = mend;
  }

  public String part() {
    return part;
  }

  public String mend() {
    return mend;
  }
}
