package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.DuplicateCodeException;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.TimeOrderedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/** Adds, describes and removes places. */
@ApplicationScoped
public class ChangeStructure {

  private final Places places;
  private final FindPlaces findPlaces;
  private final Clock clock;

  /** For the container's proxy. */
  protected ChangeStructure() {
    this(null, null, null);
  }

  @Inject
  public ChangeStructure(Places places, FindPlaces findPlaces) {
    this(places, findPlaces, Clock.systemUTC());
  }

  ChangeStructure(Places places, FindPlaces findPlaces, Clock clock) {
    this.places = places;
    this.findPlaces = findPlaces;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 409 for the code of another building
   */
  public Place addBuilding(Description description) {
    return insert(Place.building(TimeOrderedId.next(), description, now()));
  }

  /**
   * Adds the kind of place that lies directly in the parent's kind.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 404 for an unknown parent, 409 for the code
   *     of a sibling
   */
  public Place add(PlaceKind parentKind, String parentId, Description description) {
    Place parent = findPlaces.byId(parentKind, parentId);
    Place child = insert(parent.child(TimeOrderedId.next(), description, now()));
    if (places.find(parentId).isEmpty()) {
      // removed while we added: whoever removes looks for children afterwards, too, so that one of
      // the two steps back
      places.remove(child, now());
      throw StructureProblems.unknown(parentKind.word(), parentId);
    }
    return child;
  }

  private Place insert(Place place) {
    try {
      places.insert(place);
      return place;
    } catch (DuplicateCodeException e) {
      throw StructureProblems.duplicateCode(e, place.kind(), place.description().code());
    }
  }

  /**
   * @param precondition throws unless the caller knows the current version
   * @throws iot.smarthome.rest.problem.ProblemException 404, 409 for the code of a sibling, 412
   */
  public Place describe(
      PlaceKind kind, String id, LongConsumer precondition, UnaryOperator<Description> change) {
    Place place = findPlaces.byId(kind, id);
    precondition.accept(place.version());
    long version = place.version();
    Description description = change.apply(place.description());
    place.describe(description, now());
    try {
      if (place.version() != version && !places.replace(place, version)) {
        throw StructureProblems.changedMeanwhile();
      }
    } catch (DuplicateCodeException e) {
      throw StructureProblems.duplicateCode(e, kind, description.code());
    }
    return place;
  }

  /**
   * @param precondition throws unless the caller knows the current version
   * @throws iot.smarthome.rest.problem.ProblemException 404, 409 while there are places in it, 412
   */
  public void remove(PlaceKind kind, String id, LongConsumer precondition) {
    Place place = findPlaces.byId(kind, id);
    precondition.accept(place.version());
    if (places.hasChildren(id)) {
      throw StructureProblems.notEmpty(kind);
    }
    if (!places.remove(place, now())) {
      throw StructureProblems.changedMeanwhile();
    }
    if (places.hasChildren(id)) { // one was added meanwhile
      Place again = place.revived(now());
      places.replace(again, again.version() - 1);
      throw StructureProblems.notEmpty(kind);
    }
  }
}
