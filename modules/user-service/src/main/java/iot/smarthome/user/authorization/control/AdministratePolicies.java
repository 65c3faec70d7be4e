package iot.smarthome.user.authorization.control;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyFault;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.entity.PolicyVersion;
import iot.smarthome.user.authorization.gateway.Policies;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import iot.smarthome.user.authorization.gateway.PolicySetBusyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/**
 * Adds, changes and takes away policies. A policy must fit the schema, the whole set must leave
 * somebody who can administrate, and every change is remembered with who made it. It counts on this
 * replica when the call returns.
 */
@ApplicationScoped
public class AdministratePolicies {

  private static final String TEXT = "text";

  private final Policies policies;
  private final PolicyEngine engine;
  private final LockOutGuard guard;
  private final PolicyBook book;

  /** For the container's proxy. */
  protected AdministratePolicies() {
    this(null, null, null, null);
  }

  @Inject
  public AdministratePolicies(
      Policies policies, PolicyEngine engine, LockOutGuard guard, PolicyBook book) {
    this.policies = policies;
    this.engine = engine;
    this.guard = guard;
    this.book = book;
  }

  /** What is wrong with a policy; warnings come last. */
  public List<PolicyFault> validate(String text) {
    return engine.faults(text);
  }

  /**
   * @param by subject of the one who adds it
   * @throws ProblemException 409 when the id is taken or everybody is locked out, 422 invalid
   */
  public Policy add(String text, boolean enabled, String by, Circumstances now) {
    PolicyText content = valid(TEXT, text);
    return alone(
        () -> {
          if (policies.find(content.id()).isPresent()) {
            throw AuthorizationProblems.idTaken(content.id());
          }
          // an id that was used before goes on counting, so that its history stays whole
          long last =
              policies.history(content.id(), null, 1).stream()
                  .mapToLong(PolicyVersion::version)
                  .findFirst()
                  .orElse(0);
          Instant at = now();
          Policy policy = new Policy(content, enabled, last + 1, at, at, by);
          refuseLockOut(null, policy, now);
          policies.remember(PolicyVersion.of(null, policy, at, by));
          if (!policies.insert(policy)) {
            throw AuthorizationProblems.idTaken(content.id());
          }
          return policy;
        });
  }

  /**
   * @param text null to leave it
   * @param enabled null to leave it
   * @param precondition throws unless the caller knows the version that it is given
   * @return the policy as it is now
   * @throws ProblemException 404, 409 when everybody is locked out, 412, 422 invalid
   */
  public Policy change(
      String id,
      String text,
      Boolean enabled,
      LongConsumer precondition,
      String by,
      Circumstances now) {
    PolicyText content = text == null ? null : valid(TEXT, text);
    if (content != null && !content.id().equals(id)) {
      throw AuthorizationProblems.idChanged(id, content.id());
    }
    return alone(
        () -> {
          Policy before = known(id);
          precondition.accept(before.version());
          Policy after =
              before.change(
                  content == null ? before.content() : content,
                  enabled == null ? before.enabled() : enabled,
                  now(),
                  by);
          if (after == before) {
            return before;
          }
          refuseLockOut(before, after, now);
          policies.remember(PolicyVersion.of(before, after, after.updatedAt(), by));
          if (!policies.replace(after, before.version())) {
            throw AuthorizationProblems.changedMeanwhile();
          }
          return after;
        });
  }

  /**
   * @throws ProblemException 404, 409 when everybody is locked out, 412
   */
  public void delete(String id, LongConsumer precondition, String by, Circumstances now) {
    alone(
        () -> {
          Policy before = known(id);
          precondition.accept(before.version());
          refuseLockOut(before, null, now);
          policies.remember(PolicyVersion.of(before, null, now(), by));
          if (!policies.delete(id, before.version())) {
            throw AuthorizationProblems.changedMeanwhile();
          }
          return null;
        });
  }

  private <T> T alone(Supplier<T> change) {
    try {
      T done = policies.alone(change);
      book.reload();
      return done;
    } catch (PolicySetBusyException e) {
      throw AuthorizationProblems.busy(e);
    }
  }

  private Policy known(String id) {
    return policies.find(id).orElseThrow(() -> AuthorizationProblems.unknownPolicy(id));
  }

  private PolicyText valid(String field, String text) {
    List<PolicyFault> faults = engine.faults(text);
    if (faults.stream().anyMatch(fault -> !fault.warning())) {
      throw AuthorizationProblems.invalidPolicy(field, faults);
    }
    return engine.read(text);
  }

  private void refuseLockOut(Policy before, Policy after, Circumstances now) {
    List<PolicyText> set = new ArrayList<>();
    for (Policy policy : policies.all()) {
      if (policy.enabled() && (before == null || !policy.id().equals(before.id()))) {
        set.add(policy.content());
      }
    }
    if (after != null && after.enabled()) {
      set.add(after.content());
    }
    if (guard.locksOut(set, now)) {
      throw AuthorizationProblems.lockOut();
    }
  }

  // to the millisecond, as the store keeps it
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS);
  }
}
