package iot.smarthome.building.intake.control;

import iot.smarthome.building.intake.control.ReadRows.ReadRow;
import iot.smarthome.building.intake.entity.CodePath;
import iot.smarthome.building.intake.entity.Outcome;
import iot.smarthome.building.structure.control.CheckGroup;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.control.MovePlace;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.rest.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the places as a file says. */
@ApplicationScoped
public class ImportPlaces {

  /** Others may add or change the same places meanwhile: then it is planned anew. */
  private static final int TRIES = 4;

  private final Places places;
  private final FindPlaces findPlaces;
  private final MovePlace movePlace;
  private final CheckGroup checkGroup;
  private final int mostRows;
  private final Clock clock;

  /** For the container's proxy. */
  protected ImportPlaces() {
    this(null, null, null, null, 0);
  }

  @Inject
  public ImportPlaces(
      Places places,
      FindPlaces findPlaces,
      MovePlace movePlace,
      CheckGroup checkGroup,
      @ConfigProperty(name = "smarthome.intake.max-rows", defaultValue = "20000") int mostRows) {
    this(places, findPlaces, movePlace, checkGroup, mostRows, Clock.systemUTC());
  }

  ImportPlaces(
      Places places,
      FindPlaces findPlaces,
      MovePlace movePlace,
      CheckGroup checkGroup,
      int mostRows,
      Clock clock) {
    this.places = places;
    this.findPlaces = findPlaces;
    this.movePlace = movePlace;
    this.checkGroup = checkGroup;
    this.mostRows = mostRows;
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * @param buildingId of the building that all rows are in; null when they say it themselves
   * @param skipBroken whether the other rows are stored when some are broken
   * @param dryRun whether nothing is stored, and only told what would be
   * @throws iot.smarthome.rest.problem.ProblemException 400, 413 for what is no file of places; 404
   *     for an unknown building; 409 when others change the same places all the time; 422 for
   *     broken rows; 503 when User Service does not answer
   */
  public ImportReport run(byte[] csv, String buildingId, boolean skipBroken, boolean dryRun) {
    Place building = buildingId == null ? null : findPlaces.byId(PlaceKind.BUILDING, buildingId);
    List<ReadRow> rows =
        ReadRows.of(csv, building == null ? null : building.description().code(), mostRows);
    checkGroups(rows);
    Set<String> createdIds = new HashSet<>();
    Set<String> updatedIds = new HashSet<>();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      ImportPlan plan = ImportPlan.of(rows, existing(rows, building), now());
      List<RowResult> refused = plan.refused();
      if (!refused.isEmpty() && !skipBroken && !dryRun) {
        throw IntakeProblems.brokenRows(refused);
      }
      if (dryRun) {
        return new ImportReport(false, plan.implied(), tried(plan.results()));
      }
      if (store(plan, createdIds, updatedIds)) {
        return new ImportReport(true, plan.implied(), done(plan.results(), createdIds, updatedIds));
      }
    }
    throw IntakeProblems.disturbed();
  }

  private void checkGroups(List<ReadRow> rows) {
    Map<String, Boolean> known = new HashMap<>();
    for (ReadRow row : rows) {
      String group = row.isBroken() ? null : row.row().responsibleGroup();
      if (group != null && !known.computeIfAbsent(group, checkGroup::exists)) {
        row.violations()
            .add(
                new Violation(
                    "responsibleGroup",
                    "no user group has the id " + group,
                    "use the id of a group that User Service knows"));
      }
    }
  }

  private Map<CodePath, Place> existing(List<ReadRow> rows, Place building) {
    Map<CodePath, Place> existing = new HashMap<>();
    List<Place> buildings;
    if (building != null) {
      buildings = List.of(findPlaces.byId(PlaceKind.BUILDING, building.id()));
    } else {
      Set<String> codes =
          rows.stream()
              .filter(row -> row.row() != null)
              .map(row -> row.row().path().codes().get(0))
              .collect(Collectors.toCollection(TreeSet::new));
      buildings = places.buildingsWithCode(codes);
    }
    for (Place one : buildings) {
      Map<String, CodePath> paths = new HashMap<>();
      paths.put(one.id(), CodePath.building(one.description().code()));
      existing.put(paths.get(one.id()), one);
      List<Place> inside = new ArrayList<>(places.whole(one));
      inside.sort(Comparator.comparing(Place::kind));
      for (Place place : inside) {
        CodePath above = paths.get(place.parentId());
        if (above != null) { // else it is being moved out of the building right now
          CodePath path = above.child(place.description().code());
          paths.put(place.id(), path);
          existing.put(path, place);
        }
      }
    }
    return existing;
  }

  /**
   * @return false when others were faster, so that it must be planned anew
   */
  private boolean store(ImportPlan plan, Set<String> createdIds, Set<String> updatedIds) {
    List<Place> stored = new ArrayList<>();
    for (List<Place> ofOneKind : plan.created()) {
      int refused = places.insertAll(ofOneKind);
      ofOneKind.forEach(place -> createdIds.add(place.id()));
      if (refused > 0) {
        return false; // what lies in those that were refused would lie nowhere
      }
      stored.addAll(ofOneKind);
    }
    settle(stored);
    plan.updated().forEach(place -> updatedIds.add(place.id()));
    return places.replaceAll(plan.updated()) == 0;
  }

  /** Parents may have moved or gone while we added to them. */
  private void settle(List<Place> stored) {
    Set<String> ours = stored.stream().map(Place::id).collect(Collectors.toSet());
    List<Place> tops =
        stored.stream()
            .filter(place -> place.parentId() != null && !ours.contains(place.parentId()))
            .toList();
    Map<String, Place> parents =
        places.findAll(tops.stream().map(Place::parentId).collect(Collectors.toSet())).stream()
            .collect(Collectors.toMap(Place::id, parent -> parent));
    boolean gone = false;
    for (Place top : tops) {
      Place parent = parents.get(top.parentId());
      if (parent == null) {
        gone = true;
        stored.stream()
            .filter(place -> place.isWithin(top))
            .forEach(place -> places.remove(place, now()));
      } else if (!top.liesDirectlyIn(parent)) {
        movePlace.settle(top.id());
      }
    }
    if (gone) {
      throw IntakeProblems.disturbed();
    }
  }

  /** Ids of places that would be created are of no use to anyone. */
  private static List<RowResult> tried(List<RowResult> rows) {
    return rows.stream()
        .map(
            row ->
                row.outcome() == Outcome.CREATED
                    ? new RowResult(row.line(), row.place(), row.outcome(), null, List.of())
                    : row)
        .toList();
  }

  /** A row that an earlier try has stored is unchanged to the last. */
  private static List<RowResult> done(
      List<RowResult> rows, Set<String> createdIds, Set<String> updatedIds) {
    return rows.stream()
        .map(
            row -> {
              if (row.outcome() != Outcome.UNCHANGED) {
                return row;
              }
              Outcome outcome =
                  createdIds.contains(row.placeId())
                      ? Outcome.CREATED
                      : updatedIds.contains(row.placeId()) ? Outcome.UPDATED : Outcome.UNCHANGED;
              return new RowResult(row.line(), row.place(), outcome, row.placeId(), List.of());
            })
        .toList();
  }
}
