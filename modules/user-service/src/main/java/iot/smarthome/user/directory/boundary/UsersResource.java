package iot.smarthome.user.directory.boundary;

import iot.smarthome.rest.idempotency.Idempotent;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.directory.control.ChangeUsers;
import iot.smarthome.user.directory.control.FindUsers;
import iot.smarthome.user.directory.entity.Role;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.gateway.UserFilter;
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

/** Users over REST. */
@Path("users")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "users")
public class UsersResource {

  @Inject ChangeUsers changeUsers;
  @Inject FindUsers findUsers;
  @Context UriInfo uri;

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "addUser",
      summary = "Add a user",
      description =
          "Links a login of the identity provider, by its subject, to what the user is here.")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key with the same body gets the first answer again, for 24 h",
      schema = @Schema(type = SchemaType.STRING, maxLength = 128))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = UserRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Added; Location and ETag lead to it",
      content = @Content(schema = @Schema(implementation = UserResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "409", description = "Subject of another user")
  @APIResponse(responseCode = "413", description = "Body too large")
  @APIResponse(responseCode = "422", description = "Unknown group")
  public Response add(InputStream body) {
    User user = changeUsers.add(UserRequest.profile(body));
    return Answers.created("users", user.id(), user.version(), UserResponse.of(user));
  }

  @GET
  @Operation(
      operationId = "listUsers",
      summary = "List users",
      description =
          "In the order of creation, or of the subject when its start is given. The Link header leads to the next page.")
  @Extension(name = "x-authz", value = "readUser Platform")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = UserPage.class)))
  @APIResponse(responseCode = "400", description = "Invalid role, limit or cursor")
  public Response list(
      @Parameter(description = "Id of a group that they are in") @QueryParam("group") String group,
      @Parameter(schema = @Schema(enumeration = {"administrator", "engineer", "end-user"}))
          @QueryParam("role")
          String role,
      @Parameter(description = "How their subject begins") @QueryParam("subject") String subject,
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
    UserFilter filter =
        new UserFilter(group, role(role), subject == null || subject.isEmpty() ? null : subject);
    Page<User> page = findUsers.page(filter, Answers.limit(limit), cursor);
    return Answers.page(
        new UserPage(page.items().stream().map(UserResponse::of).toList(), page.nextCursor()),
        page.nextCursor(),
        uri);
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getUser", summary = "Read a user")
  @Extension(name = "x-authz", value = "readUser User path:id")
  @APIResponse(
      responseCode = "200",
      description = "The user, with its ETag",
      content = @Content(schema = @Schema(implementation = UserResponse.class)))
  @APIResponse(responseCode = "404", description = "No user has the id")
  public Response find(@PathParam("id") String id) {
    return found(findUsers.byId(id));
  }

  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(
      operationId = "changeUser",
      summary = "Describe a user anew",
      description = "Fields that are left out stay; null clears e-mail address and phone number.")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = UserRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The user as it is now, with its ETag",
      content = @Content(schema = @Schema(implementation = UserResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "404", description = "No user has the id")
  @APIResponse(
      responseCode = "409",
      description = "Subject of another user, or the last administrator of the platform")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  @APIResponse(responseCode = "422", description = "Unknown group")
  public Response change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      InputStream body) {
    return found(changeUsers.describe(id, Answers.matching(ifMatch), UserRequest.change(body)));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "removeUser", summary = "Remove a user and what the user owns")
  @Extension(name = "x-authz", value = "administrateUsers Platform")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No user has the id")
  @APIResponse(responseCode = "409", description = "The last administrator of the platform")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    changeUsers.remove(id, Answers.matching(ifMatch));
    return Response.noContent().build();
  }

  private static Response found(User user) {
    return Answers.found(user.version(), UserResponse.of(user));
  }

  private static Role role(String word) {
    if (word == null) {
      return null;
    }
    return Role.of(word)
        .orElseThrow(
            () ->
                Answers.invalid(
                    "role", "is no role", "use one of " + String.join(", ", Role.words())));
  }
}
