package iot.smarthome.user.directory.gateway;

import java.util.Optional;

/** Which groups answer for places, as far as the building stream has told. */
public interface Responsibilities {

  /**
   * @return the id of one of the places for which the group itself is responsible
   */
  Optional<String> placeOf(String groupId);
}
