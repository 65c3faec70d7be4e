package iot.smarthome.user.directory.boundary;

import iot.smarthome.rest.idempotency.Idempotent;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.directory.control.ChangeGroups;
import iot.smarthome.user.directory.control.ChangeUsers;
import iot.smarthome.user.directory.control.FindGroups;
import iot.smarthome.user.directory.control.FindUsers;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.entity.UserGroup;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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

/** User groups and who is in them, over REST. */
@Path("groups")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "groups")
public class GroupsResource {

  @Inject ChangeGroups changeGroups;
  @Inject FindGroups findGroups;
  @Inject ChangeUsers changeUsers;
  @Inject FindUsers findUsers;
  @Context UriInfo uri;

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "addGroup", summary = "Add a group")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key with the same body gets the first answer again, for 24 h",
      schema = @Schema(type = SchemaType.STRING, maxLength = 128))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = GroupRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Added; Location and ETag lead to it",
      content = @Content(schema = @Schema(implementation = GroupResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "409", description = "Id of another group")
  @APIResponse(responseCode = "413", description = "Body too large")
  public Response add(InputStream body) {
    GroupRequest request = GroupRequest.read(body);
    UserGroup group = changeGroups.add(request.id(), request.name());
    return Answers.created("groups", group.id(), group.version(), GroupResponse.of(group));
  }

  @GET
  @Operation(
      operationId = "listGroups",
      summary = "List groups",
      description = "By id. The Link header leads to the next page.")
  @Extension(name = "x-authz", value = "readGroup Platform")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = GroupPage.class)))
  @APIResponse(responseCode = "400", description = "Invalid limit or cursor")
  public Response list(
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
    Page<UserGroup> page = findGroups.page(Answers.limit(limit), cursor);
    return Answers.page(
        new GroupPage(page.items().stream().map(GroupResponse::of).toList(), page.nextCursor()),
        page.nextCursor(),
        uri);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getGroup", summary = "Read a group")
  @Extension(name = "x-authz", value = "readGroup Group path:id")
  @APIResponse(
      responseCode = "200",
      description = "The group, with its ETag",
      content = @Content(schema = @Schema(implementation = GroupResponse.class)))
  @APIResponse(responseCode = "404", description = "No group has the id")
  public Response find(@PathParam("id") String id) {
    return found(findGroups.byId(id));
  }

  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(operationId = "changeGroup", summary = "Rename a group")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = GroupRequest.Change.class)))
  @APIResponse(
      responseCode = "200",
      description = "The group as it is now, with its ETag",
      content = @Content(schema = @Schema(implementation = GroupResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "404", description = "No group has the id")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      InputStream body) {
    String name = GroupRequest.Change.read(body).name();
    return found(changeGroups.rename(id, Answers.matching(ifMatch), name));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "removeGroup", summary = "Remove a group")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No group has the id")
  @APIResponse(
      responseCode = "409",
      description =
          "There are members in it, it is responsible for a place, or it is the group platform")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    changeGroups.remove(id, Answers.matching(ifMatch));
    return Response.noContent().build();
  }

  @GET
  @Path("{id}/members")
  @Operation(
      operationId = "listMembers",
      summary = "List the members of a group",
      description = "The Link header leads to the next page.")
  @Extension(name = "x-authz", value = "readUser Platform")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = UserPage.class)))
  @APIResponse(responseCode = "400", description = "Invalid limit or cursor")
  @APIResponse(responseCode = "404", description = "No group has the id")
  public Response members(
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
    Page<User> page = findUsers.members(id, Answers.limit(limit), cursor);
    return Answers.page(
        new UserPage(page.items().stream().map(UserResponse::of).toList(), page.nextCursor()),
        page.nextCursor(),
        uri);
  }

  @PUT
  @Path("{id}/members/{userId}")
  @Operation(
      operationId = "addMember",
      summary = "Make a user a member",
      description = "Needs no If-Match: a membership is or is not, and asked for twice it is once.")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @APIResponse(responseCode = "204", description = "The user is a member")
  @APIResponse(responseCode = "404", description = "No group or no user has the id")
  public Response join(@PathParam("id") String id, @PathParam("userId") String userId) {
    changeUsers.join(id, userId);
    return Response.noContent().build();
  }

  @DELETE
  @Path("{id}/members/{userId}")
  @Operation(
      operationId = "removeMember",
      summary = "End a membership",
      description = "Needs no If-Match: a membership is or is not, and ended twice it is over.")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @APIResponse(responseCode = "204", description = "The user is no member")
  @APIResponse(responseCode = "404", description = "No group or no user has the id")
  @APIResponse(responseCode = "409", description = "The last administrator of the platform")
  public Response leave(@PathParam("id") String id, @PathParam("userId") String userId) {
    changeUsers.leave(id, userId);
    return Response.noContent().build();
  }

  private static Response found(UserGroup group) {
    return Answers.found(group.version(), GroupResponse.of(group));
  }
}
