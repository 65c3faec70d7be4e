package iot.smarthome.building.structure.control;

import iot.smarthome.building.occupancy.control.CountDevices;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.DuplicateCodeException;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.rest.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;

/** Adds, describes and removes places. */
@ApplicationScoped
public class ChangeStructure {

  private final Places places;
  private final FindPlaces findPlaces;
  private final MovePlace movePlace;
  private final CheckGroup checkGroup;
  private final CountDevices countDevices;
  private final Event<PlaceRemoved> placeRemoved;
  private final Clock clock;

  /** For the container's proxy. */
  protected ChangeStructure() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public ChangeStructure(
      Places places,
      FindPlaces findPlaces,
      MovePlace movePlace,
      CheckGroup checkGroup,
      CountDevices countDevices,
      Event<PlaceRemoved> placeRemoved) {
    this(places, findPlaces, movePlace, checkGroup, countDevices, placeRemoved, Clock.systemUTC());
  }

  ChangeStructure(
      Places places,
      FindPlaces findPlaces,
      MovePlace movePlace,
      CheckGroup checkGroup,
      CountDevices countDevices,
      Event<PlaceRemoved> placeRemoved,
      Clock clock) {
    this.places = places;
    this.findPlaces = findPlaces;
    this.movePlace = movePlace;
    this.checkGroup = checkGroup;
    this.countDevices = countDevices;
    this.placeRemoved = placeRemoved;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 409 for the code of another building; 422,
   *     503 for the group
   */
  public Place addBuilding(Description description) {
    checkGroup.of(description, null);
    return insert(Place.building(TimeOrderedId.next(), description, now()));
  }

  /**
   * Adds the kind of place that lies directly in the parent's kind.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 404 for an unknown parent, 409 for the code
   *     of a sibling; 422, 503 for the group
   */
  public Place add(PlaceKind parentKind, String parentId, Description description) {
    Place parent = findPlaces.byId(parentKind, parentId);
    checkGroup.of(description, null);
    Place child = insert(parent.child(TimeOrderedId.next(), description, now()));
    Optional<Place> parentNow = places.find(parentId);
    if (parentNow.isEmpty()) {
      // removed while we added: whoever removes looks for children afterwards, too, so that one of
      // the two steps back
      places.remove(child, now());
      throw StructureProblems.unknown(parentKind.word(), parentId);
    }
    // moved while we added: whoever moves looks for what is astray afterwards, too
    return child.liesDirectlyIn(parentNow.get())
        ? child
        : movePlace.settle(child.id()).orElse(child);
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
   * @throws iot.smarthome.rest.problem.ProblemException 404, 409 for the code of a sibling, 412;
   *     422, 503 for the group
   */
  public Place describe(
      PlaceKind kind, String id, LongConsumer precondition, UnaryOperator<Description> change) {
    Place place = findPlaces.byId(kind, id);
    precondition.accept(place.version());
    long version = place.version();
    Description description = change.apply(place.description());
    checkGroup.of(description, place.description());
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
   * @throws iot.smarthome.rest.problem.ProblemException 404, 409 while there are places or devices
   *     in it, 412
   */
  public void remove(PlaceKind kind, String id, LongConsumer precondition) {
    Place place = findPlaces.byId(kind, id);
    precondition.accept(place.version());
    refuseUnlessEmpty(place);
    if (!places.remove(place, now())) {
      throw StructureProblems.changedMeanwhile();
    }
    try {
      refuseUnlessEmpty(place); // something came meanwhile
    } catch (ProblemException e) {
      Place again = place.revived(now());
      places.replace(again, again.version() - 1);
      throw e;
    }
    placeRemoved.fire(new PlaceRemoved(kind, id));
  }

  private void refuseUnlessEmpty(Place place) {
    if (places.hasChildren(place.id())) {
      throw StructureProblems.notEmpty(
          place.kind(), places.countWithin(place), countDevices.in(places.idsWithin(place)));
    }
    long devices = countDevices.in(List.of(place.id()));
    if (devices > 0) {
      throw StructureProblems.devicesInside(place.kind(), devices);
    }
  }
}
