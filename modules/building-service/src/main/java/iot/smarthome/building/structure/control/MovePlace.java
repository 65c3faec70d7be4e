package iot.smarthome.building.structure.control;

import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.DuplicateCodeException;
import iot.smarthome.building.structure.gateway.Moves;
import iot.smarthome.building.structure.gateway.Places;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Lays a place into another parent. The place itself moves at once, by its version; then all that
 * lies in it is told in bulk where it lies now. The move is noted before, so that it is brought to
 * its end by whoever finds it interrupted.
 *
 * <p>Telling goes by what is stored, not by what was meant: it is repeated until nothing in the
 * place is astray, so that it may be interrupted, done twice, or done by two at a time, also while
 * a place above or below moves.
 */
@ApplicationScoped
public class MovePlace {

  // the store holds up other writers for a batch
  private static final int BATCH = 500;
  private static final int MOST_RESUMED = 100;
  private static final Duration INTERRUPTED_AFTER = Duration.ofMinutes(1);

  private final Places places;
  private final Moves moves;
  private final FindPlaces findPlaces;
  private final Clock clock;

  /** For the container's proxy. */
  protected MovePlace() {
    this(null, null, null);
  }

  @Inject
  public MovePlace(Places places, Moves moves, FindPlaces findPlaces) {
    this(places, moves, findPlaces, Clock.systemUTC());
  }

  MovePlace(Places places, Moves moves, FindPlaces findPlaces, Clock clock) {
    this.places = places;
    this.moves = moves;
    this.findPlaces = findPlaces;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * A place that lies there already is left as it is.
   *
   * @param precondition throws unless the caller knows the current version
   * @throws iot.smarthome.rest.problem.ProblemException 404 for an unknown place; 409 when another
   *     there has its code; 412; 422 for a parent that is unknown, of another kind than the place's
   *     kind lies in, the place itself or in it
   */
  public Place move(String id, LongConsumer precondition, String parentId) {
    Place place = findPlaces.byId(id);
    precondition.accept(place.version());
    Place target = target(place, parentId);
    if (place.liesDirectlyIn(target)) {
      return settle(id).orElse(place);
    }
    String formerParent = place.parentId();
    long version = place.version();
    Moves.Move move = moves.begin(id, now());
    place.lieIn(target, now());
    try {
      if (!places.replace(place, version)) {
        moves.end(move);
        throw StructureProblems.changedMeanwhile();
      }
    } catch (DuplicateCodeException e) {
      moves.end(move);
      throw StructureProblems.duplicateCode(e, place.kind(), place.description().code());
    }
    if (places.find(parentId).isEmpty()) {
      // removed while we moved: whoever removes looks for children afterwards, too
      takeBack(place, formerParent, parentId);
    }
    Place moved = settle(id).orElse(place);
    moves.end(move);
    return moved;
  }

  private Place target(Place place, String parentId) {
    PlaceKind above = place.kind().parent().orElseThrow(StructureProblems::buildingsDoNotMove);
    Place target =
        places.find(parentId).orElseThrow(() -> StructureProblems.unknownTarget(above, parentId));
    if (target.isWithin(place)) {
      throw StructureProblems.intoItself(place.kind());
    }
    if (target.kind() != above) {
      throw StructureProblems.wrongTarget(place.kind(), above, target.kind());
    }
    return target;
  }

  private void takeBack(Place place, String formerParent, String parentId) {
    Optional<Place> former = places.find(formerParent);
    if (former.isPresent()) {
      long version = place.version();
      place.lieIn(former.get(), now());
      places.replace(place, version);
      settle(place.id());
      throw StructureProblems.unknownTarget(place.kind().parent().orElseThrow(), parentId);
    }
  }

  /**
   * Makes the place and all in it know where they lie.
   *
   * @return the place as it is then, empty when there is none
   */
  public Optional<Place> settle(String id) {
    while (true) {
      Optional<Place> found = places.find(id);
      if (found.isEmpty()) {
        return found;
      }
      Place place = found.get();
      Optional<Place> parent = Optional.ofNullable(place.parentId()).flatMap(places::find);
      if (parent.isPresent() && !place.liesDirectlyIn(parent.get())) {
        long version = place.version();
        place.lieIn(parent.get(), now());
        places.replace(place, version); // or another did, or moved it on: seen in the next round
      } else if (place.kind() == PlaceKind.ROOM || places.follow(place, now(), BATCH) == 0) {
        return found;
      }
    }
  }

  /**
   * Brings interrupted moves to their end.
   *
   * @return how many
   */
  public int resume() {
    List<Moves.Move> interrupted =
        moves.begunBefore(clock.instant().minus(INTERRUPTED_AFTER), MOST_RESUMED);
    for (Moves.Move move : interrupted) {
      settle(move.placeId());
      moves.end(move);
    }
    return interrupted.size();
  }
}
