package iot.smarthome.apigateway.access.control;

import iot.smarthome.apigateway.routing.control.Failure;

/** The caller does not come in, with what is told about it. */
public class RefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public RefusedException(Failure failure) {
    super(failure.detail(), null, false, false);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }
}
