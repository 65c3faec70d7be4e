package iot.smarthome.building.structure.boundary;

import iot.smarthome.building.structure.control.ChangeStructure;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.entity.PlaceKind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
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

/** Rooms over REST. */
@Path("rooms")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rooms")
public class RoomsResource {

  @Inject ChangeStructure changeStructure;
  @Inject FindPlaces findPlaces;

  @GET
  @Path("{id}")
  @Operation(operationId = "getRoom", summary = "Read a room")
  @Extension(name = "x-authz", value = "readPlace Room path:id")
  @APIResponse(
      responseCode = "200",
      description = "The room, with its ETag",
      content = @Content(schema = @Schema(implementation = PlaceResponse.class)))
  @APIResponse(responseCode = "404", description = "No room has the id")
  public Response find(@PathParam("id") String id) {
    return PlaceAnswers.found(findPlaces.byId(PlaceKind.ROOM, id));
  }

  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(
      operationId = "changeRoom",
      summary = "Describe a room anew",
      description = "Fields that are left out stay; null clears.")
  @Extension(name = "x-authz", value = "changePlace Room path:id")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PlaceRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The room as it is now, with its ETag",
      content = @Content(schema = @Schema(implementation = PlaceResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "404", description = "No room has the id")
  @APIResponse(responseCode = "409", description = "Code of another room there")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      InputStream body) {
    return PlaceAnswers.found(
        changeStructure.describe(
            PlaceKind.ROOM, id, PlaceAnswers.matching(ifMatch), PlaceRequest.change(body)));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "removeRoom", summary = "Remove a room")
  @Extension(name = "x-authz", value = "removePlace Room path:id")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No room has the id")
  @APIResponse(responseCode = "409", description = "There are devices in it")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    changeStructure.remove(PlaceKind.ROOM, id, PlaceAnswers.matching(ifMatch));
    return Response.noContent().build();
  }
}
