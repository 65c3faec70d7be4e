package iot.smarthome.building.structure.boundary;

import iot.smarthome.building.structure.control.FindPlaces;
import iot.smarthome.scope.AccessScopes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Places of any kind over REST. */
@Path("places")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "places")
public class PlacesResource {

  @Inject FindPlaces findPlaces;
  @Inject AccessScopes accessScopes;
  @Context UriInfo uri;

  @GET
  @Path("{id}")
  @Operation(operationId = "getPlace", summary = "Read a place of any kind")
  @Extension(name = "x-authz", value = "readPlace Place path:id")
  @APIResponse(
      responseCode = "200",
      description = "The place, with its ETag",
      content = @Content(schema = @Schema(implementation = PlaceResponse.class)))
  @APIResponse(responseCode = "404", description = "No place has the id")
  public Response find(@PathParam("id") String id) {
    return PlaceAnswers.found(findPlaces.byId(id));
  }

  @GET
  @Path("{id}/places")
  @Operation(
      operationId = "listSubtree",
      summary = "List everything in a place",
      description =
          "What the caller may read and what leads to it, in the order of creation; the Link header"
              + " leads to the next page.")
  @Extension(name = "x-authz", value = "listPlaces Platform")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = PlacePage.class)))
  @APIResponse(responseCode = "400", description = "Invalid limit or cursor")
  @APIResponse(responseCode = "503", description = "User Service does not answer; Retry-After")
  @APIResponse(responseCode = "404", description = "No place has the id")
  public Response subtree(
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
        findPlaces.subtree(
            id, accessScopes.of(PlaceAnswers.READ), PlaceAnswers.limit(limit), cursor),
        uri);
  }
}
