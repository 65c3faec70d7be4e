package iot.smarthome.search.indexing.gateway;

/** OpenSearch does not answer, or cannot do it now; later it may. */
public class IndexUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public IndexUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
