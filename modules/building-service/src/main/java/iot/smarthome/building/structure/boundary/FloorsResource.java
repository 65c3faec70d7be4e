package iot.smarthome.building.structure.boundary;

import iot.smarthome.building.structure.control.ChangeStructure;
import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.rest.idempotency.Idempotent;
import iot.smarthome.scope.AccessScopes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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

/** Floors over REST. */
@Path("floors")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "floors")
public class FloorsResource {

  @Inject ChangeStructure changeStructure;
  @Inject FindPlaces findPlaces;
  @Inject AccessScopes accessScopes;
  @Context UriInfo uri;

  @GET
  @Path("{id}")
  @Operation(operationId = "getFloor", summary = "Read a floor")
  @Extension(name = "x-authz", value = "readPlace Floor path:id")
  @APIResponse(
      responseCode = "200",
      description = "The floor, with its ETag",
      content = @Content(schema = @Schema(implementation = PlaceResponse.class)))
  @APIResponse(responseCode = "404", description = "No floor has the id")
  public Response find(@PathParam("id") String id) {
    return PlaceAnswers.found(findPlaces.byId(PlaceKind.FLOOR, id));
  }

  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(
      operationId = "changeFloor",
      summary = "Describe a floor anew",
      description = "Fields that are left out stay; null clears.")
  @Extension(name = "x-authz", value = "changePlace Floor path:id")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PlaceRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The floor as it is now, with its ETag",
      content = @Content(schema = @Schema(implementation = PlaceResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "404", description = "No floor has the id")
  @APIResponse(responseCode = "409", description = "Code of another floor there")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      InputStream body) {
    return PlaceAnswers.found(
        changeStructure.describe(
            PlaceKind.FLOOR, id, PlaceAnswers.matching(ifMatch), PlaceRequest.change(body)));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "removeFloor", summary = "Remove a floor")
  @Extension(name = "x-authz", value = "removePlace Floor path:id")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No floor has the id")
  @APIResponse(responseCode = "409", description = "There are places or devices in it")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    changeStructure.remove(PlaceKind.FLOOR, id, PlaceAnswers.matching(ifMatch));
    return Response.noContent().build();
  }

  @POST
  @Path("{id}/areas")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "addArea", summary = "Add an area")
  @Extension(name = "x-authz", value = "addPlace Floor path:id")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key with the same body gets the first answer again, for 24 h",
      schema = @Schema(type = SchemaType.STRING, maxLength = 128))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = PlaceRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Added; Location and ETag lead to it",
      content = @Content(schema = @Schema(implementation = PlaceResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "404", description = "No floor has the id")
  @APIResponse(responseCode = "409", description = "Code of another area there")
  @APIResponse(responseCode = "413", description = "Body too large")
  public Response addArea(@PathParam("id") String id, InputStream body) {
    return PlaceAnswers.created(
        changeStructure.add(PlaceKind.FLOOR, id, PlaceRequest.description(body)));
  }

  @GET
  @Path("{id}/areas")
  @Operation(
      operationId = "listAreas",
      summary = "List the areas",
      description =
          "Those in which the caller may read something, in the order of creation; the Link header"
              + " leads to the next page.")
  @Extension(name = "x-authz", value = "listPlaces Platform")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = PlacePage.class)))
  @APIResponse(responseCode = "400", description = "Invalid limit or cursor")
  @APIResponse(responseCode = "503", description = "User Service does not answer; Retry-After")
  @APIResponse(responseCode = "404", description = "No floor has the id")
  public Response listAreas(
      @PathParam("id") String id,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @QueryParam("limit")
          String limit,
      @QueryParam("cursor") String cursor) {
    return PlaceAnswers.page(
        findPlaces.children(
            PlaceKind.FLOOR,
            id,
            accessScopes.of(PlaceAnswers.READ),
            PlaceAnswers.limit(limit),
            cursor),
        uri);
  }
}
