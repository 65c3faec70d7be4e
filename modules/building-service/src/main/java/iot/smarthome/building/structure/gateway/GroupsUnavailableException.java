package iot.smarthome.building.structure.gateway;

/** User Service does not answer; whether a group exists is not known. */
public class GroupsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public GroupsUnavailableException(Throwable cause) {
    super("User Service does not answer", cause);
  }
}
