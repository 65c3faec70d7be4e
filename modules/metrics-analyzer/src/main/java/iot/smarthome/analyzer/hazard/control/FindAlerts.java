package iot.smarthome.analyzer.hazard.control;

import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.gateway.AlertFilter;
import iot.smarthome.analyzer.hazard.gateway.Alerts;
import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.scope.AccessScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads alerts. */
@ApplicationScoped
public class FindAlerts {

  private static final String BEFORE = "before";

  private final Alerts alerts;

  /** For the container's proxy. */
  protected FindAlerts() {
    this(null);
  }

  @Inject
  public FindAlerts(Alerts alerts) {
    this.alerts = alerts;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404
   */
  public Alert byId(String id) {
    return alerts.find(id).orElseThrow(() -> HazardProblems.unknownAlert(id));
  }

  /**
   * The alerts that match, the one raised last first.
   *
   * @param scope what the caller may see; the rest is as if it was not there
   * @param limit at most so many alerts
   * @param cursor from the page before, null for the first
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a cursor that is none of ours
   */
  public Page<Alert> page(AlertFilter filter, AccessScope scope, int limit, String cursor) {
    String before = Cursor.decode(HazardProblems.SERVICE, cursor, BEFORE);
    if (scope.isNothing()) {
      return new Page<>(List.of(), null);
    }
    // one more than asked for tells whether there is a next page
    List<Alert> found = alerts.page(filter, scope, before, limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<Alert> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(BEFORE, items.get(limit - 1).id())));
  }
}
