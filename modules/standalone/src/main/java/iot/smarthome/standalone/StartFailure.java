package iot.smarthome.standalone;

/** Why the platform could not start or had to stop; the message is for the one who started it. */
public class StartFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StartFailure(String message) {
    super(message);
  }

  public StartFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
