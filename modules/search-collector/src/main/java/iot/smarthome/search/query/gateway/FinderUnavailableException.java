package iot.smarthome.search.query.gateway;

/** OpenSearch does not answer. */
public class FinderUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public FinderUnavailableException(Throwable cause) {
    super("OpenSearch does not answer", cause);
  }
}
