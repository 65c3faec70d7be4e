package iot.smarthome.tuyamock.fault.control;

import iot.smarthome.tuyamock.fault.entity.Fault;

/** A call that is not answered, or not by the cloud. */
public class UnansweredCall extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Fault fault;

  UnansweredCall(Fault fault) {
    super(fault.kind().name());
    this.fault = fault;
  }

  public Fault fault() {
    return fault;
  }
}
