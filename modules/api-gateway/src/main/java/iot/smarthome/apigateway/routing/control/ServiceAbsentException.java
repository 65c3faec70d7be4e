package iot.smarthome.apigateway.routing.control;

/** The server answered, but the service is not deployed in it. */
public class ServiceAbsentException extends Exception {

  private static final long serialVersionUID = 1L;

  public ServiceAbsentException(String path) {
    super("No application answers " + path);
  }
}
