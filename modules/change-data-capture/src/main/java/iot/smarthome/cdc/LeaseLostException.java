package iot.smarthome.cdc;

/** This relay has been deposed: another holds the lease, or may. */
final class LeaseLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  LeaseLostException(String message) {
    super(message);
  }
}
