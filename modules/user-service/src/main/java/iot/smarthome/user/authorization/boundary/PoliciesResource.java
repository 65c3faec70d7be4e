package iot.smarthome.user.authorization.boundary;

import iot.smarthome.rest.PublicPaths;
import iot.smarthome.rest.idempotency.Idempotent;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.precondition.Preconditions;
import iot.smarthome.user.authorization.control.AdministratePolicies;
import iot.smarthome.user.authorization.control.AskForDecisions;
import iot.smarthome.user.authorization.control.AuthorizationProblems;
import iot.smarthome.user.authorization.control.Decide;
import iot.smarthome.user.authorization.control.DecisionRequest;
import iot.smarthome.user.authorization.control.FindPolicies;
import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyVersion;
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
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.metrics.annotation.Counted;
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

/** Policies over REST. */
@Path("policies")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "policies")
public class PoliciesResource {

  private static final String AUTHZ = "x-authz";
  private static final String RULE = "administratePolicies Platform";
  private static final String PATH = "policies";

  @Inject FindPolicies findPolicies;
  @Inject AdministratePolicies administrate;
  @Inject AskForDecisions decisions;
  @Inject Decide decide;
  @Inject Caller caller;
  @Context SecurityContext security;
  @Context UriInfo uri;
  @Context HttpHeaders headers;

  @GET
  @Extension(name = AUTHZ, value = RULE)
  @Operation(operationId = "listPolicies", summary = "List policies", description = "By id.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = PolicyPage.class)))
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
    administrator();
    Page<Policy> page = findPolicies.page(Pages.limit(limit), cursor);
    return Pages.answer(
        new PolicyPage(page.items().stream().map(PolicyResponse::of).toList(), page.nextCursor()),
        PATH,
        page.nextCursor(),
        uri);
  }

  @POST
  @Idempotent
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Counted(name = "policies_added", absolute = true)
  @Extension(name = AUTHZ, value = RULE)
  @Operation(
      operationId = "addPolicy",
      summary = "Add a policy",
      description =
          "It is named by its @id, and counts everywhere within two seconds unless it is disabled.")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "A repeated request with the same key gets the first answer",
      schema = @Schema(type = SchemaType.STRING, maxLength = 128))
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PolicyRequest.class)),
        @Content(
            mediaType = MediaType.TEXT_PLAIN,
            schema = @Schema(type = SchemaType.STRING, description = "Cedar"))
      })
  @APIResponse(
      responseCode = "201",
      description = "Added, with Location and ETag",
      content = @Content(schema = @Schema(implementation = PolicyResponse.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(
      responseCode = "409",
      description = "The id is taken, or nobody could administrate any more")
  @APIResponse(
      responseCode = "422",
      description = "No policy, or it does not fit the schema: line:column and reason")
  public Response add(InputStream body) {
    DecisionRequest circumstances = administrator();
    PolicyRequest request = PolicyRequest.read(headers.getMediaType(), body);
    Policy policy =
        administrate.add(
            request.requiredText(),
            request.enabled() == null || request.enabled(),
            caller.subject(security),
            decide.circumstances(circumstances));
    // a string, because a URI would be made absolute against our own address
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, PublicPaths.path(PATH, policy.id()))
        .tag(Preconditions.tag(policy.version()))
        .entity(PolicyResponse.of(policy))
        .build();
  }

  @POST
  @Path("validation")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Extension(name = AUTHZ, value = RULE)
  @Operation(
      operationId = "validatePolicy",
      summary = "Check a policy",
      description = "Says everything that is wrong with it, and where. Nothing is stored.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PolicyRequest.class)),
        @Content(
            mediaType = MediaType.TEXT_PLAIN,
            schema = @Schema(type = SchemaType.STRING, description = "Cedar"))
      })
  @APIResponse(
      responseCode = "200",
      description = "Checked: whatever was found",
      content = @Content(schema = @Schema(implementation = ValidationResponse.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  public ValidationResponse validate(InputStream body) {
    administrator();
    return ValidationResponse.of(
        administrate.validate(PolicyRequest.read(headers.getMediaType(), body).requiredText()));
  }

  @GET
  @Path("{id}")
  @Extension(name = AUTHZ, value = RULE)
  @Operation(operationId = "getPolicy", summary = "Read a policy")
  @APIResponse(
      responseCode = "200",
      description = "The policy, with its ETag",
      content = @Content(schema = @Schema(implementation = PolicyResponse.class)))
  @APIResponse(responseCode = "404", description = "No policy has the id")
  public Response find(@PathParam("id") String id) {
    administrator();
    return found(findPolicies.byId(id));
  }

  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @Counted(name = "policies_changed", absolute = true)
  @Extension(name = AUTHZ, value = RULE)
  @Operation(
      operationId = "changePolicy",
      summary = "Change, enable or disable a policy",
      description = "What is left out stays. It counts everywhere within two seconds.")
  @RequestBody(
      required = true,
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PolicyRequest.class)),
        @Content(
            mediaType = MediaType.TEXT_PLAIN,
            schema = @Schema(type = SchemaType.STRING, description = "Cedar"))
      })
  @APIResponse(
      responseCode = "200",
      description = "The policy as it is now, with its ETag",
      content = @Content(schema = @Schema(implementation = PolicyResponse.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "404", description = "No policy has the id")
  @APIResponse(responseCode = "409", description = "Nobody could administrate any more")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(
      responseCode = "422",
      description = "No policy, or it does not fit the schema: line:column and reason")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response change(
      @PathParam("id") String id,
      InputStream body,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    DecisionRequest circumstances = administrator();
    PolicyRequest request = PolicyRequest.read(headers.getMediaType(), body);
    return found(
        administrate.change(
            id,
            request.text(),
            request.enabled(),
            matching(ifMatch),
            caller.subject(security),
            decide.circumstances(circumstances)));
  }

  @DELETE
  @Path("{id}")
  @Counted(name = "policies_deleted", absolute = true)
  @Extension(name = AUTHZ, value = RULE)
  @Operation(
      operationId = "deletePolicy",
      summary = "Delete a policy",
      description = "Its history stays.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "404", description = "No policy has the id")
  @APIResponse(responseCode = "409", description = "Nobody could administrate any more")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    DecisionRequest circumstances = administrator();
    administrate.delete(
        id, matching(ifMatch), caller.subject(security), decide.circumstances(circumstances));
    return Response.noContent().build();
  }

  @GET
  @Path("{id}/versions")
  @Extension(name = AUTHZ, value = RULE)
  @Operation(
      operationId = "listPolicyVersions",
      summary = "List what became of a policy",
      description = "Who did what, when, and how it was before and after; the newest first.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = PolicyVersionPage.class)))
  @APIResponse(responseCode = "400", description = "Invalid limit or cursor")
  @APIResponse(responseCode = "404", description = "There never was a policy with the id")
  public Response versions(
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
    administrator();
    Page<PolicyVersion> page = findPolicies.history(id, Pages.limit(limit), cursor);
    return Pages.answer(
        new PolicyVersionPage(
            page.items().stream().map(PolicyVersionPage.PolicyVersionResponse::of).toList(),
            page.nextCursor()),
        PATH + "/" + id + "/versions",
        page.nextCursor(),
        uri);
  }

  private DecisionRequest administrator() {
    DecisionRequest circumstances =
        Circumstances.of(headers.getHeaderString(Circumstances.FORWARDED_FOR), security);
    decisions.require(caller.subject(security), AskForDecisions.ADMINISTRATE, circumstances);
    return circumstances;
  }

  private static LongConsumer matching(String ifMatch) {
    return version -> Preconditions.requireMatch(AuthorizationProblems.SERVICE, ifMatch, version);
  }

  private static Response found(Policy policy) {
    return Response.ok(PolicyResponse.of(policy)).tag(Preconditions.tag(policy.version())).build();
  }
}
