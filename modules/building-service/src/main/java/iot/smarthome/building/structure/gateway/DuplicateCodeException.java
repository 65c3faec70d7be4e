package iot.smarthome.building.structure.gateway;

/** Another place of the same parent has the code. */
public class DuplicateCodeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DuplicateCodeException(Throwable cause) {
    super("The code belongs to another place of the parent", cause);
  }
}
