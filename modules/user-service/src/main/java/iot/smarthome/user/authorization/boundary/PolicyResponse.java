package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.entity.Policy;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy as clients see it. */
@Schema(name = "Policy")
public record PolicyResponse(
    @Schema(description = "Its @id; decisions name it so") String id,
    @Schema(description = "Its @description") String description,
    @Schema(enumeration = {"PERMIT", "FORBID"}) String effect,
    @Schema(description = "Cedar") String text,
    boolean enabled,
    Instant createdAt,
    Instant updatedAt,
    @Schema(description = "Subject of the one who changed it last") String updatedBy,
    long version) {

  static PolicyResponse of(Policy policy) {
    return new PolicyResponse(
        policy.id(),
        policy.content().description(),
        policy.content().effect().name(),
        policy.content().text(),
        policy.enabled(),
        policy.createdAt(),
        policy.updatedAt(),
        policy.updatedBy(),
        policy.version());
  }
}
