package iot.smarthome.user.authorization.boundary;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A page of policies, by id. */
@Schema(name = "PolicyPage")
public record PolicyPage(
    List<PolicyResponse> items,
    @Schema(description = "Where the next page begins; absent on the last") String next) {}
