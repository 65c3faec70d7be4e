package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.entity.PolicyFault;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is wrong with a policy. */
@Schema(name = "PolicyValidation")
public record ValidationResponse(
    @Schema(description = "Whether it would be taken") boolean valid, List<FaultResponse> faults) {

  /** One thing wrong. */
  @Schema(name = "PolicyFault")
  public record FaultResponse(
      @Schema(description = "From 1") int line,
      @Schema(description = "From 1, in characters") int column,
      String reason,
      String mend,
      @Schema(description = "A warning does not make it invalid") boolean warning) {}

  static ValidationResponse of(List<PolicyFault> faults) {
    return new ValidationResponse(
        faults.stream().allMatch(PolicyFault::warning),
        faults.stream()
            .map(
                one ->
                    new FaultResponse(
                        one.line(), one.column(), one.reason(), one.mend(), one.warning()))
            .toList());
  }
}
