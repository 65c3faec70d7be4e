package iot.smarthome.user.authorization.boundary;

import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the contract says of a request for decisions; it is read field by field. */
@Schema(
    name = "DecisionRequest",
    description =
        "A call by method and path, or an action by action and resource (the platform when it is left"
            + " out), or up to 100 of either as requests.")
record DecisionRequestBody(
    @Schema(description = "Of the call", examples = "GET") String method,
    @Schema(
            description = "Of the call, as it was sent, below /api and without the query",
            examples = "/devices/123")
        String path,
    @Schema(description = "Of the call, as it was sent, without the question mark") String query,
    @Schema(description = "Of the call, when it is a JSON object") Map<String, Object> body,
    @Schema(examples = "readDevice") String action,
    Named resource,
    Circumstances context,
    @Schema(description = "Say why, in words") Boolean explain,
    @Schema(
            description =
                "Id or subject of another user whom it is asked for; platform administrators only")
        String principal,
    @Schema(maxItems = 100) List<DecisionRequestBody> requests) {

  /** A resource by type and id. */
  @Schema(name = "ResourceName")
  record Named(String type, String id) {}

  /** What is known of the call beside what it says. */
  @Schema(name = "Circumstances")
  record Circumstances(
      @Schema(description = "The address that the call comes from") String network,
      @Schema(description = "The application that calls") String client,
      @Schema(description = "Whether the login had a second factor") Boolean mfa) {}
}
