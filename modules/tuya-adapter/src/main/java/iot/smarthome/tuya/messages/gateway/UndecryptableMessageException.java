package iot.smarthome.tuya.messages.gateway;

/** A message that our key does not open: parked with its raw bytes, never dropped. */
public class UndecryptableMessageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UndecryptableMessageException(String mode, Throwable cause) {
    super("Message of mode " + mode + " cannot be opened with this access key", cause);
  }
}
