package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.entity.PolicyVersion;
import iot.smarthome.user.authorization.gateway.DefaultPolicies;
import iot.smarthome.user.authorization.gateway.Policies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Brings the policies that the platform begins with, and later what a newer release has added to
 * them or changed. What a person has changed, switched off or deleted stays as he left it; a policy
 * that a release no longer has stays until somebody deletes it.
 */
@ApplicationScoped
public class BringDefaults {

  private static final Logger LOG = Logger.getLogger(BringDefaults.class.getName());
  private static final String PLATFORM = "platform";

  private final Policies policies;
  private final DefaultPolicies defaults;

  /** For the container's proxy. */
  protected BringDefaults() {
    this(null, null);
  }

  @Inject
  public BringDefaults(Policies policies, DefaultPolicies defaults) {
    this.policies = policies;
    this.defaults = defaults;
  }

  /** Does nothing when all is there, so that any replica may do it at each start. */
  public void bring() {
    List<PolicyText> texts = defaults.policies();
    if (texts.stream().allMatch(text -> wanted(text).isEmpty())) {
      return;
    }
    policies.alone(
        () -> {
          texts.forEach(text -> wanted(text).ifPresent(this::store));
          return null;
        });
  }

  /** A policy as it should be from now on, and as it was; nothing when it is left alone. */
  private Optional<Change> wanted(PolicyText text) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Optional<Policy> stored = policies.find(text.id());
    if (stored.isPresent()) {
      return stored
          .filter(policy -> policy.updatedBy().equals(PLATFORM))
          .filter(policy -> !policy.content().text().equals(text.text()))
          .map(policy -> new Change(policy, policy.change(text, policy.enabled(), now, PLATFORM)));
    }
    Optional<PolicyVersion> last = policies.history(text.id(), null, 1).stream().findFirst();
    // written down and not stored: we were stopped in between
    boolean isNew = last.isEmpty() || last.get().kind() == PolicyVersion.Kind.CREATED;
    return isNew
        ? Optional.of(new Change(null, new Policy(text, true, 1, now, now, PLATFORM)))
        : Optional.empty();
  }

  private void store(Change change) {
    Policy after = change.after();
    policies.remember(PolicyVersion.of(change.before(), after, after.updatedAt(), PLATFORM));
    boolean stored =
        change.before() == null
            ? policies.insert(after)
            : policies.replace(after, change.before().version());
    if (stored) {
      LOG.info(() -> "Policy " + after.id() + " is now version " + after.version());
    }
  }

  private record Change(Policy before, Policy after) {}
}
