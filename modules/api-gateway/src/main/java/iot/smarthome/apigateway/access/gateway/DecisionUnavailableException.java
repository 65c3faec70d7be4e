package iot.smarthome.apigateway.access.gateway;

/** The decision point did not answer, or not so that it can be understood. */
public class DecisionUnavailableException extends Exception {

  private static final long serialVersionUID = 1L;

  public DecisionUnavailableException(String message) {
    super(message);
  }

  public DecisionUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
