package iot.smarthome.cdc;

/** The server cannot go on from the stored place: what happened since then is not to be had. */
final class HistoryLostException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  HistoryLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
