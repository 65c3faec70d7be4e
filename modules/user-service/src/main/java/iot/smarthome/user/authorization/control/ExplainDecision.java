package iot.smarthome.user.authorization.control;

import iot.smarthome.user.authorization.control.Explanation.Considered;
import iot.smarthome.user.authorization.entity.Assessment;
import iot.smarthome.user.authorization.entity.Assessment.Outcome;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.Effect;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.gateway.CompiledPolicies;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says why, and what is missing to the permit that comes closest. */
@ApplicationScoped
public class ExplainDecision {

  /** In words. The policies must be those by which it was decided. */
  public Explanation explain(CompiledPolicies policies, Person person, Decided decided) {
    if (decided.question() == null) {
      return new Explanation(decided.decision().reason(), null, List.of());
    }
    List<Assessment> relevant =
        policies.assess(decided.question()).stream().filter(Assessment::concernsAction).toList();
    List<Considered> considered =
        relevant.stream()
            .sorted(
                Comparator.comparing(
                        (Assessment one) -> !decided.decision().policies().contains(one.policyId()))
                    .thenComparing(one -> !one.applies())
                    .thenComparing(one -> one.effect() == Effect.PERMIT)
                    .thenComparing(one -> one.missing().size())
                    .thenComparing(Assessment::policyId))
            .map(ExplainDecision::considered)
            .toList();
    Optional<Considered> closest =
        decided.decision().isAllowed() || !decided.decision().policies().isEmpty()
            ? Optional.empty()
            : closest(relevant);
    return new Explanation(
        summary(person, decided.decision(), closest), closest.orElse(null), considered);
  }

  private static Optional<Considered> closest(List<Assessment> relevant) {
    return relevant.stream()
        .filter(one -> one.effect() == Effect.PERMIT && !one.applies())
        .min(
            Comparator.comparing((Assessment one) -> one.missing().size())
                // who is asking cannot be changed as easily as where he works
                .thenComparing(one -> lacks(one, Assessment.Part.PRINCIPAL))
                .thenComparing(one -> lacks(one, Assessment.Part.RESOURCE))
                .thenComparing(Assessment::policyId))
        .map(ExplainDecision::considered);
  }

  private static boolean lacks(Assessment one, Assessment.Part part) {
    return one.missing().stream().anyMatch(check -> check.part() == part);
  }

  private static Considered considered(Assessment one) {
    return new Considered(
        one.policyId(),
        one.description(),
        one.effect(),
        one.applies(),
        words(one, Outcome.HELD),
        words(one, Outcome.NOT_HELD),
        words(one, Outcome.NOT_KNOWN));
  }

  private static List<String> words(Assessment one, Outcome outcome) {
    List<String> words = new ArrayList<>();
    one.checks().stream()
        .filter(check -> check.outcome() == outcome)
        .forEach(check -> words.add(check.words()));
    return words;
  }

  private static String summary(Person person, Decision decision, Optional<Considered> closest) {
    StringBuilder words = new StringBuilder();
    if (decision.policies().isEmpty()) {
      words.append(decision.reason());
      if (!person.known()) {
        words.append(" The caller has a login, but is no user of the platform.");
      } else if (person.roles().isEmpty()) {
        words.append(" The caller has no role.");
      }
      closest.ifPresentOrElse(
          one ->
              words
                  .append(" The policy ")
                  .append(one.policy())
                  .append(" comes closest; it also asks that ")
                  .append(String.join(", and that ", lacking(one)))
                  .append('.'),
          () -> words.append(" No policy speaks about this action at all."));
      return words.toString();
    }
    return words
        .append(decision.isAllowed() ? "Permitted by " : "Forbidden by ")
        .append(String.join(", ", decision.policies()))
        .append(": ")
        .append(decision.reason())
        .toString();
  }

  private static List<String> lacking(Considered one) {
    List<String> lacking = new ArrayList<>(one.missing());
    lacking.addAll(one.unknown());
    return lacking;
  }
}
