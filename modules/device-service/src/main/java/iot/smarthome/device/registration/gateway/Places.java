package iot.smarthome.device.registration.gateway;

import iot.smarthome.device.registration.entity.Place;
import java.util.Optional;

/** The places that Building Service knows. */
public interface Places {

  /**
   * @return empty when no place has the id; a place that was removed may be found for some seconds
   * @throws PlacesUnavailableException when Building Service does not answer
   */
  Optional<Place> find(String id);

  /** The place has changed: what is known of it is asked for anew. */
  void forget(String id);
}
