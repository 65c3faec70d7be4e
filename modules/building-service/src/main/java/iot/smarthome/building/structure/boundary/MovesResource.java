package iot.smarthome.building.structure.boundary;

import iot.smarthome.building.structure.control.MovePlace;
import iot.smarthome.rest.idempotency.Idempotent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Moves of places over REST. */
@Path("places/{id}/move")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "places")
public class MovesResource {

  @Inject MovePlace movePlace;

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "movePlace",
      summary = "Lay a place into another parent",
      description =
          "With all that lies in it: a floor into another building, an area into another floor, a"
              + " room into another area. It keeps its id, and so do the places in it.")
  @Extension(name = "x-authz", value = "movePlace Place path:id; addPlace Place body:/parentId?")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key with the same body gets the first answer again, for 24 h",
      schema = @Schema(type = SchemaType.STRING, maxLength = 128))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = MoveRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The place as it is now, with its ETag; all that lies in it has followed",
      content = @Content(schema = @Schema(implementation = PlaceResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "404", description = "No place has the id")
  @APIResponse(responseCode = "409", description = "Another place there has its code")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(
      responseCode = "422",
      description = "The parent is unknown, of the wrong kind, or lies in the place itself")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response move(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      InputStream body) {
    return PlaceAnswers.found(
        movePlace.move(id, PlaceAnswers.matching(ifMatch), MoveRequest.read(body).parentId()));
  }
}
