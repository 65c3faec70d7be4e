package iot.smarthome.user.directory.boundary;

import iot.smarthome.rest.idempotency.Idempotent;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.directory.control.ChangeOwnership;
import iot.smarthome.user.directory.control.FindOwnerships;
import iot.smarthome.user.directory.entity.Ownership;
import iot.smarthome.user.directory.entity.ResourceType;
import iot.smarthome.user.directory.gateway.OwnershipFilter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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

/** Who owns what, over REST. */
@Path("ownerships")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "ownerships")
public class OwnershipsResource {

  @Inject ChangeOwnership changeOwnership;
  @Inject FindOwnerships findOwnerships;
  @Context UriInfo uri;

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addOwnership",
      summary = "Make a user the owner of a room or device",
      description =
          "A thing can have several owners. Whether it is there is not asked: owning what is not there gives nobody anything.")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key with the same body gets the first answer again, for 24 h",
      schema = @Schema(type = SchemaType.STRING, maxLength = 128))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = OwnershipRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Added; Location and ETag lead to it",
      content = @Content(schema = @Schema(implementation = OwnershipResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "409", description = "The user owns it already")
  @APIResponse(responseCode = "413", description = "Body too large")
  @APIResponse(responseCode = "422", description = "Unknown user")
  public Response add(InputStream body) {
    OwnershipRequest request = OwnershipRequest.read(body);
    Ownership ownership =
        changeOwnership.give(request.userId(), request.type(), request.resource().id());
    return Answers.created(
        "ownerships", ownership.id(), ownership.version(), OwnershipResponse.of(ownership));
  }

  @GET
  @Operation(
      operationId = "listOwnerships",
      summary = "List who owns what",
      description = "In the order of creation. The Link header leads to the next page.")
  @Extension(name = "x-authz", value = "readUser Platform")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = OwnershipPage.class)))
  @APIResponse(responseCode = "400", description = "Invalid type, limit or cursor")
  public Response list(
      @Parameter(description = "Id of the owner") @QueryParam("user") String user,
      @Parameter(schema = @Schema(enumeration = {"ROOM", "DEVICE"})) @QueryParam("type")
          String type,
      @Parameter(description = "Id of the room or device") @QueryParam("resource") String resource,
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
    OwnershipFilter filter = new OwnershipFilter(user, type(type), resource);
    Page<Ownership> page = findOwnerships.page(filter, Answers.limit(limit), cursor);
    return Answers.page(
        new OwnershipPage(
            page.items().stream().map(OwnershipResponse::of).toList(), page.nextCursor()),
        page.nextCursor(),
        uri);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getOwnership", summary = "Read an ownership")
  @Extension(name = "x-authz", value = "readUser Platform")
  @APIResponse(
      responseCode = "200",
      description = "The ownership, with its ETag",
      content = @Content(schema = @Schema(implementation = OwnershipResponse.class)))
  @APIResponse(responseCode = "404", description = "No ownership has the id")
  public Response find(@PathParam("id") String id) {
    Ownership ownership = findOwnerships.byId(id);
    return Answers.found(ownership.version(), OwnershipResponse.of(ownership));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "removeOwnership", summary = "End an ownership")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No ownership has the id")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    changeOwnership.takeBack(id, Answers.matching(ifMatch));
    return Response.noContent().build();
  }

  private static ResourceType type(String name) {
    if (name == null) {
      return null;
    }
    return ResourceType.of(name)
        .orElseThrow(
            () ->
                Answers.invalid(
                    "type", "cannot be owned", "use one of " + OwnershipRequest.types()));
  }
}
