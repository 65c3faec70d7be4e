package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.control.SimulatePolicies;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What would be decided. */
@Schema(name = "SimulationResult")
public record SimulationResponse(
    @Schema(description = "How many decisions would be others") int changed,
    @Schema(
            description =
                "Whether the change would be refused, because nobody could administrate any more")
        boolean locksOut,
    List<ComparedResponse> decisions) {

  /** One decision, as it is and as it would be. */
  @Schema(name = "ComparedDecision")
  public record ComparedResponse(
      @Schema(description = "Subject of the one it was asked for") String subject,
      boolean changed,
      DecisionResponse before,
      DecisionResponse after) {}

  static SimulationResponse of(SimulatePolicies.Outcome outcome) {
    return new SimulationResponse(
        (int) outcome.compared().stream().filter(SimulatePolicies.Compared::changed).count(),
        outcome.locksOut(),
        outcome.compared().stream()
            .map(
                one ->
                    new ComparedResponse(
                        one.asked().person().subject(),
                        one.changed(),
                        DecisionResponse.of(one.before()),
                        DecisionResponse.of(one.after())))
            .toList());
  }
}
