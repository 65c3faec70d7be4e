package iot.smarthome.device.registration.gateway.building;

import iot.smarthome.device.registration.entity.Place;
import iot.smarthome.device.registration.gateway.Places;
import iot.smarthome.device.registration.gateway.PlacesUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/** Translates Building Service's answers into ours, and its failures into one. */
@ApplicationScoped
public class BuildingServicePlaces implements Places {

  private final PlaceCalls calls;

  /** For the container's proxy. */
  protected BuildingServicePlaces() {
    this(null);
  }

  @Inject
  public BuildingServicePlaces(PlaceCalls calls) {
    this.calls = calls;
  }

  @Override
  public Optional<Place> find(String id) {
    try {
      return calls.find(id).map(BuildingServicePlaces::place);
    } catch (RuntimeException e) {
      throw new PlacesUnavailableException(e);
    }
  }

  private static Place place(JsonObject json) {
    return new Place(
        json.getString("id"),
        json.getString("kind"),
        json.getString("buildingId", null),
        json.getString("floorId", null),
        json.getString("areaId", null),
        json.getString("roomId", null));
  }
}
