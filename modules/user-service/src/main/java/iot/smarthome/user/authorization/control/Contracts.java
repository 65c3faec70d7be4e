package iot.smarthome.user.authorization.control;

import iot.smarthome.rest.access.AccessRule;
import iot.smarthome.user.authorization.gateway.ContractFiles;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;

/**
 * What every operation of the platform needs, from the contracts. The service does not start with a
 * contract that leaves it open, or that asks what no policy could ever answer.
 */
@ApplicationScoped
public class Contracts {

  private static final Logger LOG = Logger.getLogger(Contracts.class.getName());
  static final String ANY_PLACE = "Place";
  private static final Set<String> PLACES = Set.of("Building", "Floor", "Area", "Room");

  private final RouteTable routes;

  /** For the container's proxy. */
  protected Contracts() {
    routes = new RouteTable();
  }

  @Inject
  public Contracts(ContractFiles files, PolicyEngine engine) {
    routes = table(files.operations(), engine);
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    LOG.info(() -> "Operations known to the decision point: " + routes.size());
  }

  static RouteTable table(List<ContractFiles.Operation> operations, PolicyEngine engine) {
    RouteTable table = new RouteTable();
    List<String> faults = new ArrayList<>();
    for (ContractFiles.Operation operation : operations) {
      try {
        List<AccessRule> rules = AccessRule.parse(operation.rules());
        rules.forEach(rule -> check(rule, engine));
        table.add(
            new Route(
                operation.service(),
                operation.method(),
                operation.path(),
                operation.operationId(),
                rules));
      } catch (IllegalArgumentException e) {
        faults.add(
            "  %s %s (%s of %s): %s %s"
                .formatted(
                    operation.method(),
                    operation.path(),
                    operation.operationId(),
                    operation.service(),
                    AccessRule.EXTENSION,
                    e.getMessage()));
      }
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException(
          "Operations that nobody could be allowed or refused:\n" + String.join("\n", faults));
    }
    return table;
  }

  private static void check(AccessRule rule, PolicyEngine engine) {
    Set<String> types = engine.resourceTypes(rule.action());
    if (types.isEmpty()) {
      throw new IllegalArgumentException(
          "asks for the action "
              + rule.action()
              + ", which the schema of the policies does not have");
    }
    boolean fits =
        rule.entityType().equals(ANY_PLACE)
            ? types.stream().anyMatch(PLACES::contains)
            : types.contains(rule.entityType());
    if (!fits) {
      throw new IllegalArgumentException(
          "asks for %s on a %s, but the schema has it on %s"
              .formatted(rule.action(), rule.entityType(), String.join(", ", types)));
    }
  }

  public Optional<RouteTable.Match> find(String method, String path) {
    return routes.find(method, path);
  }

  /** The methods of a path, sorted; none for one that is not known. */
  public List<String> methods(String path) {
    return routes.methods(path);
  }
}
