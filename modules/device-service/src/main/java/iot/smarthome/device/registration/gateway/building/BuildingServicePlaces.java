package iot.smarthome.device.registration.gateway.building;

import iot.smarthome.device.registration.entity.Place;
import iot.smarthome.device.registration.gateway.Places;
import iot.smarthome.device.registration.gateway.PlacesUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Translates Building Service's answers into ours, and its failures into one. A place that was
 * found is known for a moment, so that many devices of one room are one question; therefore a
 * removed place may be taken for so long ({@code smarthome.places.known-for}).
 */
@ApplicationScoped
public class BuildingServicePlaces implements Places {

  private static final int MOST_KNOWN = 1000;

  private record Known(Place place, Instant until) {}

  private final PlaceCalls calls;
  private final Duration knownFor;
  private final Clock clock;
  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  /** For the container's proxy. */
  protected BuildingServicePlaces() {
    this(null, Duration.ZERO);
  }

  @Inject
  public BuildingServicePlaces(
      PlaceCalls calls,
      @ConfigProperty(name = "smarthome.places.known-for", defaultValue = "PT3S")
          Duration knownFor) {
    this(calls, knownFor, Clock.systemUTC());
  }

  BuildingServicePlaces(PlaceCalls calls, Duration knownFor, Clock clock) {
    this.calls = calls;
    this.knownFor = knownFor;
    this.clock = clock;
  }

  @Override
  public Optional<Place> find(String id) {
    // counted from before the question: what was true then
    Instant asked = clock.instant();
    synchronized (known) {
      Known recent = known.get(id);
      if (recent != null && asked.isBefore(recent.until())) {
        return Optional.of(recent.place());
      }
    }
    Optional<Place> found = ask(id);
    synchronized (known) {
      known.remove(id);
      found.ifPresent(place -> known.put(id, new Known(place, asked.plus(knownFor))));
    }
    return found;
  }

  @Override
  public void forget(String id) {
    synchronized (known) {
      known.remove(id);
    }
  }

  private Optional<Place> ask(String id) {
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
