package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.entity.PolicyVersion;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of what became of a policy. */
@Schema(name = "PolicyVersionPage")
public record PolicyVersionPage(
    List<PolicyVersionResponse> items,
    @Schema(description = "Where the next page begins; absent on the last") String next) {

  /** One change: who, when, and how it was before and after. */
  @Schema(name = "PolicyVersion")
  public record PolicyVersionResponse(
      long version,
      @Schema(enumeration = {"CREATED", "CHANGED", "ENABLED", "DISABLED", "DELETED"}) String kind,
      Instant at,
      @Schema(description = "Subject of the one who did it") String by,
      PolicyState before,
      PolicyState after) {

    static PolicyVersionResponse of(PolicyVersion version) {
      return new PolicyVersionResponse(
          version.version(),
          version.kind().name(),
          version.at(),
          version.by(),
          PolicyState.of(version.before()),
          PolicyState.of(version.after()));
    }
  }

  /** A policy at one time. */
  @Schema(name = "PolicyState")
  public record PolicyState(String text, boolean enabled) {

    static PolicyState of(PolicyVersion.State state) {
      return state == null ? null : new PolicyState(state.text(), state.enabled());
    }
  }
}
