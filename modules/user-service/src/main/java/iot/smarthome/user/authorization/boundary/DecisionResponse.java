package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.control.Explanation;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.EntityRef;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A decision as callers see it; what does not apply is left out. */
@Schema(name = "Decision")
public record DecisionResponse(
    @Schema(enumeration = {"ALLOW", "DENY", "UNKNOWN_RESOURCE", "NO_SUCH_OPERATION"})
        String decision,
    @Schema(description = "What was asked for; the first of an operation's that was refused")
        String action,
    ResourceResponse resource,
    @Schema(description = "Ids of the policies that determined it") List<String> policies,
    @Schema(description = "One sentence") String reason,
    @Schema(description = "Those of the path, when the call's is none of them")
        List<String> methods,
    @Schema(description = "Only when it was asked for") ExplanationResponse explanation) {

  /** What an action was asked about. */
  @Schema(name = "ResourceName")
  public record ResourceResponse(String type, String id) {

    static ResourceResponse of(EntityRef ref) {
      return ref == null ? null : new ResourceResponse(ref.type(), ref.id());
    }
  }

  /** Why it was decided so. */
  @Schema(name = "Explanation")
  public record ExplanationResponse(
      String summary,
      @Schema(description = "The policy that comes closest to permitting it")
          ConsideredPolicy closest,
      @Schema(description = "Every policy that speaks about the action")
          List<ConsideredPolicy> considered) {}

  /** How one policy looks at what is asked. */
  @Schema(name = "ConsideredPolicy")
  public record ConsideredPolicy(
      String policy,
      String description,
      @Schema(enumeration = {"PERMIT", "FORBID"}) String effect,
      boolean applies,
      @Schema(description = "What it asks for, and is so") List<String> held,
      @Schema(description = "What it asks for, and is not so") List<String> missing,
      @Schema(description = "What it asks for, and is not known of this call")
          List<String> unknown) {

    static ConsideredPolicy of(Explanation.Considered one) {
      return one == null
          ? null
          : new ConsideredPolicy(
              one.policy(),
              one.description(),
              one.effect().name(),
              one.applies(),
              one.held(),
              one.missing(),
              one.unknown());
    }
  }

  static DecisionResponse of(Decision decision) {
    return of(decision, null);
  }

  static DecisionResponse of(Decision decision, Explanation explanation) {
    return new DecisionResponse(
        decision.outcome().name(),
        decision.action(),
        ResourceResponse.of(decision.resource()),
        decision.policies(),
        decision.reason(),
        decision.methods().isEmpty() ? null : decision.methods(),
        explanation == null
            ? null
            : new ExplanationResponse(
                explanation.summary(),
                ConsideredPolicy.of(explanation.closest()),
                explanation.considered().stream().map(ConsideredPolicy::of).toList()));
  }
}
