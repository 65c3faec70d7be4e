package iot.smarthome.user.authorization.control;

import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyVersion;
import iot.smarthome.user.authorization.gateway.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Reads policies and their history. */
@ApplicationScoped
public class FindPolicies {

  private static final String AFTER = "after";
  private static final String BEFORE = "before";

  private final Policies policies;

  /** For the container's proxy. */
  protected FindPolicies() {
    this(null);
  }

  @Inject
  public FindPolicies(Policies policies) {
    this.policies = policies;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 404
   */
  public Policy byId(String id) {
    return policies.find(id).orElseThrow(() -> AuthorizationProblems.unknownPolicy(id));
  }

  /** By id. The whole set is in memory wherever it counts, so a page is cut out of it. */
  public Page<Policy> page(int limit, String cursor) {
    String after = Cursor.decode(AuthorizationProblems.SERVICE, cursor, AFTER);
    List<Policy> found =
        policies.all().stream()
            .filter(policy -> after == null || policy.id().compareTo(after) > 0)
            .limit(limit + 1L)
            .toList();
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<Policy> items = found.subList(0, limit);
    return new Page<>(items, Cursor.encode(Map.of(AFTER, items.get(limit - 1).id())));
  }

  /**
   * What became of a policy, the newest first; of one that was deleted as well.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 404 when there never was one, 400 for a
   *     cursor that is none of ours
   */
  public Page<PolicyVersion> history(String id, int limit, String cursor) {
    String before = Cursor.decode(AuthorizationProblems.SERVICE, cursor, BEFORE);
    List<PolicyVersion> found = policies.history(id, number(before), limit + 1);
    if (found.isEmpty() && before == null) {
      throw AuthorizationProblems.unknownPolicy(id);
    }
    if (found.size() <= limit) {
      return new Page<>(found, null);
    }
    List<PolicyVersion> items = found.subList(0, limit);
    return new Page<>(
        items, Cursor.encode(Map.of(BEFORE, Long.toString(items.get(limit - 1).version()))));
  }

  private static Long number(String before) {
    try {
      return before == null ? null : Long.valueOf(before);
    } catch (NumberFormatException e) {
      throw (RuntimeException)
          AuthorizationProblems.invalid(
                  "cursor",
                  "is not a cursor of this list",
                  "take it from the Link header of a page")
              .initCause(e);
    }
  }
}
