package iot.smarthome.user.directory.control;

import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.directory.entity.Ownership;
import iot.smarthome.user.directory.gateway.OwnershipFilter;
import iot.smarthome.user.directory.gateway.Ownerships;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads ownerships. */
@ApplicationScoped
public class FindOwnerships {

  private static final String AFTER = "after";

  private final Ownerships ownerships;

  /** For the container's proxy. */
  protected FindOwnerships() {
    this(null);
  }

  @Inject
  public FindOwnerships(Ownerships ownerships) {
    this.ownerships = ownerships;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404
   */
  public Ownership byId(String id) {
    return ownerships.find(id).orElseThrow(() -> DirectoryProblems.unknownOwnership(id));
  }

  /**
   * @param cursor from the page before, null for the first
   * @throws iot.smarthome.rest.problem.ProblemException 400 for a cursor that is none of ours
   */
  public Page<Ownership> page(OwnershipFilter filter, int limit, String cursor) {
    String after = Cursor.decode(DirectoryProblems.SERVICE, cursor, AFTER);
    List<Ownership> found = ownerships.page(filter, after, limit + 1);
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<Ownership> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(AFTER, items.get(limit - 1).id())));
  }
}
