package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import iot.smarthome.user.authorization.gateway.Policies;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import iot.smarthome.user.authorization.gateway.StoreChanges;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The policies that count now, on this replica. They are read anew as soon as the store tells of a
 * change, and looked after every half second, should it have told nothing.
 */
@ApplicationScoped
public class PolicyBook {

  private static final Logger LOG = Logger.getLogger(PolicyBook.class.getName());
  private static final long LOOK_MILLIS = 500;
  private static final Duration STALE = Duration.ofSeconds(5);

  private final Policies policies;
  private final PolicyEngine engine;
  private final BringDefaults defaults;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "authorization-policies");
            daemon.setDaemon(true);
            return daemon;
          });

  private volatile CompiledPolicies current;
  private volatile Map<String, Long> versions = Map.of();
  private volatile long lookedAt;
  private volatile String fault = "not loaded yet";
  private boolean broughtDefaults;

  /** For the container's proxy. */
  protected PolicyBook() {
    this.policies = null;
    this.engine = null;
    this.defaults = null;
  }

  @Inject
  public PolicyBook(
      Policies policies, PolicyEngine engine, BringDefaults defaults, StoreChanges changes) {
    this.policies = policies;
    this.engine = engine;
    this.defaults = defaults;
    changes.listen(
        change -> {
          if ((change.what() == StoreChanges.What.POLICIES
                  || change.what() == StoreChanges.What.EVERYTHING)
              && !thread.isShutdown()) {
            thread.execute(this::look);
          }
        });
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    thread.scheduleWithFixedDelay(this::look, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }

  private void look() {
    try {
      reload();
    } catch (RuntimeException e) {
      String words = e.getClass().getSimpleName() + ": " + e.getMessage();
      if (!words.equals(fault)) {
        LOG.log(Level.WARNING, e, () -> "The policies cannot be read; it is tried again");
      }
      fault = words;
    }
  }

  /** Makes what is stored count, on this replica, before it returns. */
  public synchronized void reload() {
    if (!broughtDefaults) {
      defaults.bring();
      broughtDefaults = true;
    }
    Map<String, Long> stored = policies.versions();
    if (current == null || !stored.equals(versions)) {
      List<Policy> all = policies.all();
      current = engine.compile(enabled(all));
      versions = Map.copyOf(stored);
      LOG.info(() -> "Policies in force: " + current.policies().size());
    }
    lookedAt = System.nanoTime();
    fault = null;
  }

  static List<PolicyText> enabled(Collection<Policy> all) {
    return all.stream().filter(Policy::enabled).map(Policy::content).toList();
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 503 before the first of them are loaded
   */
  public CompiledPolicies current() {
    CompiledPolicies known = current;
    if (known == null) {
      throw AuthorizationProblems.notReady();
    }
    return known;
  }

  /** Why what counts here may not be what is stored; nothing when all is well. */
  public Optional<String> fault() {
    String words = fault;
    if (words != null) {
      return Optional.of(words);
    }
    return System.nanoTime() - lookedAt > STALE.toNanos()
        ? Optional.of("not looked after for " + STALE.toSeconds() + " s")
        : Optional.empty();
  }

  /** How many policies count. */
  public int size() {
    return current == null ? 0 : current.policies().size();
  }
}
