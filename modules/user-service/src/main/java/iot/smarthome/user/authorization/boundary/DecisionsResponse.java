package iot.smarthome.user.authorization.boundary;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The decisions of a batch, in the order of the requests. */
@Schema(name = "Decisions")
public record DecisionsResponse(List<DecisionResponse> decisions) {}
