package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.boundary.DecisionResponse.ResourceResponse;
import iot.smarthome.user.authorization.entity.AuditEntry;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of written decisions. */
@Schema(name = "AuditPage")
public record AuditPage(
    List<AuditEntryResponse> items,
    @Schema(description = "Where the next page begins; absent on the last") String next) {

  /** One decision. */
  @Schema(name = "AuditEntry")
  public record AuditEntryResponse(
      String id,
      Instant at,
      @Schema(description = "Whose decision it was") String subject,
      String userId,
      @Schema(description = "Who asked, when it was somebody else") String askedBy,
      @Schema(enumeration = {"ALLOW", "DENY"}) String decision,
      String action,
      ResourceResponse resource,
      List<String> policies,
      String reason,
      String method,
      String path,
      String network,
      String client) {

    static AuditEntryResponse of(AuditEntry entry) {
      return new AuditEntryResponse(
          entry.id(),
          entry.at(),
          entry.subject(),
          entry.userId(),
          entry.askedBy(),
          entry.decision().name(),
          entry.action(),
          ResourceResponse.of(entry.resource()),
          entry.policies(),
          entry.reason(),
          entry.method(),
          entry.path(),
          entry.network(),
          entry.client());
    }
  }
}
