package iot.smarthome.building.structure.gateway;

/** The user groups that User Service knows. */
public interface Groups {

  /**
   * @throws GroupsUnavailableException when User Service does not answer
   */
  boolean exists(String id);
}
