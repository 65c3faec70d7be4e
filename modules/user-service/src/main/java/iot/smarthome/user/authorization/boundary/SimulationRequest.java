package iot.smarthome.user.authorization.boundary;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What the contract says of a simulation; it is read field by field. */
@Schema(name = "Simulation")
record SimulationRequest(
    @Schema(
            description =
                "Policies as Cedar that are added, or take the place of those with the same @id",
            maxItems = 50)
        List<String> put,
    @Schema(description = "Ids of policies that are taken away", maxItems = 50) List<String> remove,
    @Schema(description = "What is asked; principal says for whom", maxItems = 100)
        List<DecisionRequestBody> requests) {}
