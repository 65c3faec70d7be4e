package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.PolicyFault;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tells what would be decided if the policies were others. Nothing is stored or written down. */
@ApplicationScoped
public class SimulatePolicies {

  private final PolicyBook book;
  private final PolicyEngine engine;
  private final Decide decide;
  private final LockOutGuard guard;

  /** For the container's proxy. */
  protected SimulatePolicies() {
    this(null, null, null, null);
  }

  @Inject
  public SimulatePolicies(PolicyBook book, PolicyEngine engine, Decide decide, LockOutGuard guard) {
    this.book = book;
    this.engine = engine;
    this.decide = decide;
    this.guard = guard;
  }

  /**
   * @param put policies that are added, or take the place of those with the same id
   * @param remove ids of policies that are taken away
   * @param cases what is asked, and for whom
   * @throws iot.smarthome.rest.problem.ProblemException 422 invalid policy, 404 unknown one
   */
  public Outcome simulate(
      List<String> put, List<String> remove, List<Case> cases, Circumstances now) {
    CompiledPolicies before = book.current();
    Map<String, PolicyText> changed = new LinkedHashMap<>(before.policies());
    for (String id : remove) {
      if (changed.remove(id) == null) {
        throw AuthorizationProblems.unknownPolicy(id);
      }
    }
    for (int i = 0; i < put.size(); i++) {
      PolicyText text = valid("put[" + i + "]", put.get(i));
      changed.put(text.id(), text);
    }
    CompiledPolicies after = engine.compile(changed.values());
    List<Compared> compared = new ArrayList<>();
    for (Case one : cases) {
      compared.add(
          new Compared(
              one,
              decide.decide(one.person(), one.request(), before, Patience.NONE).decision(),
              decide.decide(one.person(), one.request(), after, Patience.NONE).decision()));
    }
    return new Outcome(compared, guard.locksOut(changed.values(), now));
  }

  private PolicyText valid(String field, String text) {
    List<PolicyFault> faults = engine.faults(text);
    if (faults.stream().anyMatch(fault -> !fault.warning())) {
      throw AuthorizationProblems.invalidPolicy(field, faults);
    }
    return engine.read(text);
  }

  /** Something that is asked. */
  public record Case(Person person, DecisionRequest request) {}

  /** What is decided, and what would be. */
  public record Compared(Case asked, Decision before, Decision after) {

    public boolean changed() {
      return before.outcome() != after.outcome();
    }
  }

  /**
   * @param locksOut whether the change would be refused because nobody could take it back
   */
  public record Outcome(List<Compared> compared, boolean locksOut) {

    public Outcome {
      compared = List.copyOf(compared);
    }
  }
}
