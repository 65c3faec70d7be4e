package iot.smarthome.user.directory.boundary;

import iot.smarthome.rest.paging.Page;
import iot.smarthome.user.directory.control.ChangeUsers;
import iot.smarthome.user.directory.control.FindOwnerships;
import iot.smarthome.user.directory.control.FindUsers;
import iot.smarthome.user.directory.entity.Ownership;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.gateway.OwnershipFilter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller himself, over REST: whoever is logged in may see and describe himself. */
@Path("me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "me")
public class MeResource {

  static final int MOST_OWNED = 1000;

  @Inject ChangeUsers changeUsers;
  @Inject FindUsers findUsers;
  @Inject FindOwnerships findOwnerships;

  @Inject
  @ConfigProperty(name = "smarthome.identity.subject-claim")
  String subjectClaim;

  @Context SecurityContext security;

  @GET
  @Operation(
      operationId = "getSelf",
      summary = "Read yourself",
      description =
          "The user who is linked to the subject of the login, with roles, groups and what he owns.")
  @Extension(name = "x-authz", value = "readSelf Platform")
  @APIResponse(
      responseCode = "200",
      description = "The user, with its ETag",
      content = @Content(schema = @Schema(implementation = SelfResponse.class)))
  @APIResponse(responseCode = "401", description = "Not logged in")
  @APIResponse(
      responseCode = "404",
      description = "No user is linked to the login; the problem says what to do")
  public Response find() {
    return self(findUsers.bySubject(subject()));
  }

  @PATCH
  @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
  @Operation(
      operationId = "changeSelf",
      summary = "Describe yourself anew",
      description =
          "Name, language, contact and channels. Fields that are left out stay; null clears e-mail address and phone number.")
  @Extension(name = "x-authz", value = "changeSelf Platform")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = OwnChangeRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The user as it is now, with its ETag",
      content = @Content(schema = @Schema(implementation = SelfResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "401", description = "Not logged in")
  @APIResponse(
      responseCode = "404",
      description = "No user is linked to the login; the problem says what to do")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response change(@HeaderParam(HttpHeaders.IF_MATCH) String ifMatch, InputStream body) {
    return self(
        changeUsers.describeSelf(
            subject(), Answers.matching(ifMatch), UserRequest.ownChange(body)));
  }

  private String subject() {
    return CallerSubject.of(security.getUserPrincipal(), subjectClaim);
  }

  private Response self(User user) {
    Page<Ownership> owned = findOwnerships.page(OwnershipFilter.of(user.id()), MOST_OWNED, null);
    return Answers.found(
        user.version(), SelfResponse.of(user, owned.items(), owned.nextCursor() != null));
  }
}
