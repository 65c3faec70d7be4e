package iot.smarthome.building.intake.control;

import iot.smarthome.building.intake.control.ReadRows.ReadRow;
import iot.smarthome.building.intake.entity.CodePath;
import iot.smarthome.building.intake.entity.Outcome;
import iot.smarthome.building.intake.entity.PlaceRow;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.rest.problem.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be done so that the places are as the rows say, given the places that there are. */
final class ImportPlan {

  private final Map<CodePath, Place> places;
  private final Instant at;
  private final Set<CodePath> broken = new HashSet<>();
  private final Map<PlaceKind, List<Place>> created = new EnumMap<>(PlaceKind.class);
  private final List<Place> updated = new ArrayList<>();
  private final List<String> implied = new ArrayList<>();
  private final Map<ReadRow, RowResult> results = new HashMap<>();
  private final List<ReadRow> rows;

  private ImportPlan(List<ReadRow> rows, Map<CodePath, Place> existing, Instant at) {
    this.rows = rows;
    this.places = new HashMap<>(existing);
    this.at = at;
  }

  /**
   * @param existing is not changed, but its places are described anew
   */
  static ImportPlan of(List<ReadRow> rows, Map<CodePath, Place> existing, Instant at) {
    ImportPlan plan = new ImportPlan(rows, existing, at);
    for (ReadRow row : rows) {
      if (row.isBroken()) {
        plan.refuse(row, row.violations());
      }
    }
    // parents first, wherever their rows stand
    rows.stream()
        .filter(row -> !row.isBroken())
        .sorted(Comparator.comparing(row -> row.row().path().kind()))
        .forEach(plan::add);
    return plan;
  }

  private void refuse(ReadRow row, List<Violation> violations) {
    if (row.row() != null) {
      broken.add(row.row().path());
    }
    results.put(row, new RowResult(row.line(), row.place(), Outcome.REFUSED, null, violations));
  }

  private void add(ReadRow read) {
    PlaceRow row = read.row();
    Place place = places.get(row.path());
    Outcome outcome;
    if (place != null) {
      long version = place.version();
      place.describe(row.describe(place.description()), at);
      outcome = place.version() == version ? Outcome.UNCHANGED : Outcome.UPDATED;
      if (outcome == Outcome.UPDATED) {
        updated.add(place);
      }
    } else {
      Violation missing = missingAbove(row.path());
      if (missing != null) {
        refuse(read, List.of(missing));
        return;
      }
      place = create(row);
      outcome = Outcome.CREATED;
    }
    results.put(
        read, new RowResult(row.line(), row.path().toString(), outcome, place.id(), List.of()));
  }

  /** What keeps a new place from having all that it lies in; null when nothing does. */
  private Violation missingAbove(CodePath path) {
    if (path.kind() == PlaceKind.BUILDING) {
      return null;
    }
    CodePath above = path.parent();
    if (places.containsKey(above)) {
      return null;
    }
    String word = above.kind().word();
    if (broken.contains(above)) {
      return new Violation(word, "is refused itself: " + above, "mend its row");
    }
    if (above.kind() == PlaceKind.BUILDING) {
      return new Violation(
          word, "has the code of no building: " + above, "add a row for the building itself");
    }
    return missingAbove(above);
  }

  private Place create(PlaceRow row) {
    CodePath path = row.path();
    Place place;
    if (path.kind() == PlaceKind.BUILDING) {
      place = Place.building(TimeOrderedId.next(), row.describe(null), at);
    } else {
      Place parent = places.get(path.parent());
      if (parent == null) {
        implied.add(path.parent().toString());
        parent = create(PlaceRow.implied(path.parent()));
      }
      place = parent.child(TimeOrderedId.next(), row.describe(null), at);
    }
    places.put(path, place);
    created.computeIfAbsent(path.kind(), kind -> new ArrayList<>()).add(place);
    return place;
  }

  /** The new places of each kind, in the order in which they can be stored. */
  List<List<Place>> created() {
    return List.copyOf(created.values());
  }

  List<Place> updated() {
    return updated;
  }

  List<String> implied() {
    return implied;
  }

  /** In the order of the file. */
  List<RowResult> results() {
    return rows.stream().map(results::get).toList();
  }

  List<RowResult> refused() {
    return results().stream().filter(row -> row.outcome() == Outcome.REFUSED).toList();
  }
}
