package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.control.MoveDevices;
import iot.smarthome.scope.AccessScopes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All devices of a place, moved at once. */
@Path("devices/moves")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "devices")
public class MovesResource {

  @Inject MoveDevices moveDevices;
  @Inject AccessScopes accessScopes;

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "moveDevices",
      summary = "Move the devices of a room or an area",
      description =
          "Empties a place that is to be removed. Safe to repeat: what has moved is not there any"
              + " more. Devices that the caller may not change stay.")
  @Extension(
      name = "x-authz",
      value =
          "listDevices Room body:/fromRoomId?; listDevices Area body:/fromAreaId?;"
              + " registerDevice Room body:/toRoomId?; registerDevice Area body:/toAreaId?")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = MoveRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "How many have moved",
      content = @Content(schema = @Schema(implementation = MoveResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "422", description = "Unknown place to move to, or the same one")
  @APIResponse(
      responseCode = "503",
      description = "Building Service or User Service does not answer; Retry-After")
  public Response move(InputStream body) {
    MoveRequest.Move move = MoveRequest.read(body);
    return Response.ok(
            new MoveResponse(
                moveDevices.move(move.from(), move.to(), accessScopes.of("changeDevice"))))
        .build();
  }
}
