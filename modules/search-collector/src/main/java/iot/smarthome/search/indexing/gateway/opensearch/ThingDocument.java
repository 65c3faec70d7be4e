package iot.smarthome.search.indexing.gateway.opensearch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import iot.smarthome.search.indexing.entity.Kind;
import iot.smarthome.search.indexing.entity.LocatedThing;
import iot.smarthome.search.indexing.entity.Location;
import iot.smarthome.search.indexing.entity.Place;
import iot.smarthome.search.indexing.entity.Position;
import iot.smarthome.search.indexing.entity.Thing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * A thing as it stands in the index ({@code search/index.json}). What it is by itself is kept
 * whole, so that it can be written anew without asking its owner.
 *
 * @param position its own; {@code geo} is what is searched, its own or that of a place around it
 * @param group its own; {@code groups} has those of the places around it as well
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ThingDocument(
    String id,
    String kind,
    Long version,
    Boolean live,
    String updatedAt,
    String name,
    String code,
    String serial,
    String category,
    String lifeCycle,
    String connectivity,
    String usage,
    String address,
    String group,
    String parentId,
    List<String> declared,
    Point position,
    Point geo,
    List<String> within,
    String building,
    String path,
    List<String> groups,
    List<String> marks) {

  /** Between the names of a path. */
  public static final String STEP = " › ";

  /** As a {@code geo_point} has it. */
  public record Point(double lat, double lon) {

    static Point of(Position position) {
      return position == null ? null : new Point(position.latitude(), position.longitude());
    }

    public Position toPosition() {
      return new Position(lat, lon);
    }
  }

  static ThingDocument of(LocatedThing located) {
    Thing thing = located.thing();
    Location location = located.location();
    return new ThingDocument(
        thing.id(),
        thing.kind().name(),
        thing.version(),
        thing.live(),
        thing.updatedAt().toString(),
        thing.name(),
        thing.code(),
        thing.serial(),
        thing.category(),
        thing.lifeCycle(),
        thing.connectivity(),
        thing.usage(),
        thing.address(),
        thing.group(),
        thing.parentId(),
        some(thing.declared()),
        Point.of(thing.position()),
        Point.of(location.position()),
        some(location.within()),
        location.building(),
        location.path().isEmpty() ? null : String.join(STEP, location.path()),
        some(List.copyOf(location.groups())),
        some(location.marks()));
  }

  private static List<String> some(Collection<String> texts) {
    return texts.isEmpty() ? null : List.copyOf(texts);
  }

  Thing toThing() {
    return new Thing(
        id,
        Kind.valueOf(kind),
        version,
        live,
        Instant.parse(updatedAt),
        name,
        code,
        serial,
        category,
        lifeCycle,
        connectivity,
        usage,
        address,
        group,
        parentId,
        declared == null ? List.of() : declared,
        position == null ? null : position.toPosition());
  }

  /** Of a document of which only the place's fields were read. */
  Place toPlace() {
    return new Place(
        id,
        Kind.valueOf(kind),
        live,
        name,
        parentId,
        position == null ? null : position.toPosition(),
        group);
  }
}
