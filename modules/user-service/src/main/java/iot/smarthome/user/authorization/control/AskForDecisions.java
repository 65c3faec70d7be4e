package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.entity.Question;
import iot.smarthome.user.authorization.entity.Resource;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Decides for a caller, explains when he wants to know, and writes down what is to be. A caller
 * asks for himself; for others ask those who may administrate policies.
 */
@ApplicationScoped
public class AskForDecisions {

  /** What those may do who change the rules. */
  public static final String ADMINISTRATE = "administratePolicies";

  private final People people;
  private final Decide decide;
  private final ExplainDecision explain;
  private final AuditTrail audit;
  private final PolicyBook book;

  /** For the container's proxy. */
  protected AskForDecisions() {
    this(null, null, null, null, null);
  }

  @Inject
  public AskForDecisions(
      People people, Decide decide, ExplainDecision explain, AuditTrail audit, PolicyBook book) {
    this.people = people;
    this.decide = decide;
    this.explain = explain;
    this.audit = audit;
    this.book = book;
  }

  /**
   * @param caller subject of the one who asks
   * @param principal id or subject of the one it is asked for; null for the caller
   * @throws iot.smarthome.rest.problem.ProblemException 403 for somebody else without the right,
   *     422 for nobody, 503 while nothing can be decided
   */
  public Answer ask(
      String caller, String principal, DecisionRequest request, boolean why, Patience patience) {
    Person person = person(caller, principal);
    CompiledPolicies policies = book.current();
    Decided decided = decide.decide(person, request, policies, patience);
    boolean forAnother = !person.subject().equals(caller);
    audit.record(person, forAnother ? caller : null, request, decided.decision());
    return new Answer(decided.decision(), why ? explain.explain(policies, person, decided) : null);
  }

  /** As much as one caller has, for all that he asks at once. */
  public Patience patience() {
    return decide.patience();
  }

  /** The one it is asked for. */
  public Person person(String caller, String principal) {
    if (principal == null) {
      return people.bySubject(caller);
    }
    Person self = people.bySubject(caller);
    if (principal.equals(self.id()) || principal.equals(caller)) {
      return self;
    }
    if (!may(self, ADMINISTRATE)) {
      throw AuthorizationProblems.notForOthers();
    }
    return people
        .find(principal)
        .orElseThrow(() -> AuthorizationProblems.unknownPrincipal(principal));
  }

  /**
   * Makes sure again, behind the gateway, of a right on the platform.
   *
   * @throws iot.smarthome.rest.problem.ProblemException 403
   */
  public void require(String caller, String action, DecisionRequest circumstances) {
    Person person = people.bySubject(caller);
    DecisionRequest request =
        new DecisionRequest(
            null,
            null,
            null,
            null,
            action,
            EntityRef.PLATFORM,
            circumstances.network(),
            // the gateway, which knows the login, has asked before
            true,
            circumstances.client());
    Decision decision = decide.decide(person, request).decision();
    if (!decision.isAllowed()) {
      audit.record(person, null, request, decision);
      throw AuthorizationProblems.notAllowed(decision);
    }
  }

  private boolean may(Person person, String action) {
    DecisionRequest nothingKnown =
        new DecisionRequest(null, null, null, null, null, null, null, true, null);
    return book.current()
        .decide(new Question(person, action, Resource.PLATFORM, decide.circumstances(nothingKnown)))
        .allowed();
  }

  /**
   * @param explanation null when it was not asked for
   */
  public record Answer(Decision decision, Explanation explanation) {}
}
