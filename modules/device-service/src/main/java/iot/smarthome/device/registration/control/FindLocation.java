package iot.smarthome.device.registration.control;

import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.entity.Place;
import iot.smarthome.device.registration.gateway.Places;
import iot.smarthome.device.registration.gateway.PlacesUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Makes a location of the place that a caller has named, if Building Service knows it. */
@ApplicationScoped
public class FindLocation {

  private final Places places;

  /** For the container's proxy. */
  protected FindLocation() {
    this(null);
  }

  @Inject
  public FindLocation(Places places) {
    this.places = places;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 422 for an unknown place or one of another
   *     kind, 503 when Building Service does not answer
   */
  public Location of(PlaceReference reference) {
    if (!reference.canBeAnId()) {
      throw RegistrationProblems.unknownPlace(reference.field(), reference.word(), reference.id());
    }
    try {
      return places
          .find(reference.id())
          .filter(place -> place.kind().equals(reference.kind()))
          .flatMap(Place::asLocation)
          .orElseThrow(
              () ->
                  RegistrationProblems.unknownPlace(
                      reference.field(), reference.word(), reference.id()));
    } catch (PlacesUnavailableException e) {
      throw RegistrationProblems.placesUnavailable(reference.field(), e);
    }
  }
}
