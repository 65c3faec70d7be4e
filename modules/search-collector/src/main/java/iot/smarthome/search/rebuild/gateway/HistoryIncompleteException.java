package iot.smarthome.search.rebuild.gateway;

/** Kafka does not keep, or does not give, all changes. */
public class HistoryIncompleteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public HistoryIncompleteException(String message, Throwable cause) {
    super(message, cause);
  }
}
