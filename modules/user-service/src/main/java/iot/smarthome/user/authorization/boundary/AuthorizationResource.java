package iot.smarthome.user.authorization.boundary;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.control.AskForDecisions;
import iot.smarthome.user.authorization.control.AuthorizationProblems;
import iot.smarthome.user.authorization.control.Decide;
import iot.smarthome.user.authorization.control.DecisionRequest;
import iot.smarthome.user.authorization.control.FindAudit;
import iot.smarthome.user.authorization.control.FindScope;
import iot.smarthome.user.authorization.control.Patience;
import iot.smarthome.user.authorization.control.People;
import iot.smarthome.user.authorization.control.SimulatePolicies;
import iot.smarthome.user.authorization.entity.AuditEntry;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.gateway.AuditFilter;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.metrics.annotation.Timed;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The decision point over REST. */
@Path("authorization")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "authorization")
public class AuthorizationResource {

  private static final int MOST = 100;
  private static final int MOST_POLICIES = 50;
  private static final String SERVICE = AuthorizationProblems.SERVICE;

  @Inject AskForDecisions decisions;
  @Inject SimulatePolicies simulate;
  @Inject FindScope findScope;
  @Inject FindAudit findAudit;
  @Inject Decide decide;
  @Inject People people;
  @Inject Caller caller;
  @Context SecurityContext security;
  @Context UriInfo uri;

  @POST
  @Path("decisions")
  @Consumes(MediaType.APPLICATION_JSON)
  @Timed(name = "authorization_decisions", absolute = true)
  @Extension(name = "x-authz", value = "askDecision Platform")
  @Operation(
      operationId = "askDecision",
      summary = "Ask what the caller may do",
      description =
          "May this call be made, or this action be done? Up to 100 in a batch, answered as"
              + " {\"decisions\": […]}. With explain the answer names every policy that speaks about"
              + " it, what it asks for, and which comes closest to permitting what is denied.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = DecisionRequestBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "Decided: whatever the decision is",
      content =
          @Content(schema = @Schema(oneOf = {DecisionResponse.class, DecisionsResponse.class})))
  @APIResponse(responseCode = "400", description = "Asks for nothing, or a name comes twice")
  @APIResponse(responseCode = "401", description = "Not logged in")
  @APIResponse(responseCode = "403", description = "Asks for somebody else")
  @APIResponse(responseCode = "422", description = "Asks for nobody")
  @APIResponse(responseCode = "503", description = "Nothing can be decided now")
  public Response decide(InputStream body) {
    String subject = caller.subject(security);
    Set<String> fields = new HashSet<>(AskedFor.FIELDS);
    fields.add("requests");
    JsonFields json = JsonFields.read(SERVICE, body, fields);
    if (!json.has("requests")) {
      AskedFor asked = AskedFor.of(json);
      json.refuseIfInvalid();
      return Response.ok(answer(subject, asked, decisions.patience())).build();
    }
    List<AskedFor> all = askedFor(json);
    Patience patience = decisions.patience();
    return Response.ok(
            new DecisionsResponse(
                all.stream().map(asked -> answer(subject, asked, patience)).toList()))
        .build();
  }

  private static List<AskedFor> askedFor(JsonFields json) {
    List<AskedFor> all =
        json.objects("requests", MOST, AskedFor.FIELDS).stream().map(AskedFor::of).toList();
    json.refuseIfInvalid();
    return all;
  }

  private DecisionResponse answer(String subject, AskedFor asked, Patience patience) {
    AskForDecisions.Answer answer =
        decisions.ask(subject, asked.principal(), asked.request(), asked.explain(), patience);
    return DecisionResponse.of(answer.decision(), answer.explanation());
  }

  @POST
  @Path("simulations")
  @Consumes(MediaType.APPLICATION_JSON)
  @Extension(name = "x-authz", value = "administratePolicies Platform")
  @Operation(
      operationId = "simulatePolicies",
      summary = "Ask what other policies would decide",
      description =
          "Compares decisions by the policies as they are and as they would be. Nothing is stored.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = SimulationRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "Both decisions for each request",
      content = @Content(schema = @Schema(implementation = SimulationResponse.class)))
  @APIResponse(responseCode = "400", description = "Malformed")
  @APIResponse(responseCode = "401", description = "Not logged in")
  @APIResponse(responseCode = "403", description = "Not allowed")
  @APIResponse(responseCode = "404", description = "A policy to be removed is not known")
  @APIResponse(
      responseCode = "422",
      description = "A policy is invalid, with line:column and reason")
  public SimulationResponse simulate(
      InputStream body, @HeaderParam(Circumstances.FORWARDED_FOR) String forwardedFor) {
    String subject = caller.subject(security);
    DecisionRequest circumstances = Circumstances.of(forwardedFor, security);
    decisions.require(subject, AskForDecisions.ADMINISTRATE, circumstances);
    JsonFields json = JsonFields.read(SERVICE, body, Set.of("put", "remove", "requests"));
    List<String> put = json.verbatims("put", MOST_POLICIES);
    List<String> remove = json.verbatims("remove", MOST_POLICIES);
    List<SimulatePolicies.Case> cases = new ArrayList<>();
    for (AskedFor asked : askedFor(json)) {
      cases.add(
          new SimulatePolicies.Case(decisions.person(subject, asked.principal()), asked.request()));
    }
    return SimulationResponse.of(
        simulate.simulate(put, remove, cases, decide.circumstances(circumstances)));
  }

  @GET
  @Path("scope")
  @Timed(name = "authorization_scopes", absolute = true)
  @Extension(name = "x-authz", value = "askDecision Platform")
  @Operation(
      operationId = "getScope",
      summary = "Ask what lists may show to the caller",
      description = "The places and devices to which the caller may do something.")
  @APIResponse(
      responseCode = "200",
      description = "The scope",
      content = @Content(schema = @Schema(implementation = ScopeResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "The action is none on places, devices or alerts")
  @APIResponse(responseCode = "401", description = "Not logged in")
  public ScopeResponse scope(
      @Parameter(description = "As in policies", example = "readDevice") @QueryParam("action")
          String action,
      @HeaderParam(Circumstances.FORWARDED_FOR) String forwardedFor) {
    String subject = caller.subject(security);
    if (action == null) {
      throw AuthorizationProblems.invalid(
          "action", "is missing", "name the action, e.g. readDevice");
    }
    return ScopeResponse.of(
        findScope.of(
            people.bySubject(subject),
            action,
            decide.circumstances(Circumstances.of(forwardedFor, security))));
  }

  @GET
  @Path("audit")
  @Extension(name = "x-authz", value = "readAudit Platform")
  @Operation(
      operationId = "listAudit",
      summary = "List decisions that were written down",
      description =
          "Every denial, and every administrative act that was allowed; the newest first. The Link"
              + " header leads to the next page.")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = AuditPage.class)))
  @APIResponse(responseCode = "400", description = "Invalid time, decision, limit or cursor")
  @APIResponse(responseCode = "401", description = "Not logged in")
  @APIResponse(responseCode = "403", description = "Not allowed")
  public Response audit(
      @Parameter(description = "Not earlier (RFC 3339)") @QueryParam("from") String from,
      @Parameter(description = "Earlier (RFC 3339)") @QueryParam("to") String to,
      @QueryParam("subject") String subject,
      @QueryParam("action") String action,
      @Parameter(schema = @Schema(enumeration = {"ALLOW", "DENY"})) @QueryParam("decision")
          String decision,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @QueryParam("limit")
          String limit,
      @QueryParam("cursor") String cursor,
      @HeaderParam(Circumstances.FORWARDED_FOR) String forwardedFor) {
    decisions.require(
        caller.subject(security), "readAudit", Circumstances.of(forwardedFor, security));
    AuditFilter filter =
        new AuditFilter(time("from", from), time("to", to), subject, action, outcome(decision));
    Page<AuditEntry> page = findAudit.page(filter, Pages.limit(limit), cursor);
    return Pages.answer(
        new AuditPage(
            page.items().stream().map(AuditPage.AuditEntryResponse::of).toList(),
            page.nextCursor()),
        "authorization/audit",
        page.nextCursor(),
        uri);
  }

  private static Instant time(String field, String text) {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      throw (ProblemException)
          AuthorizationProblems.invalid(
                  field, "is no time", "write it as 2026-11-24T10:15:30Z (RFC 3339, UTC)")
              .initCause(e);
    }
  }

  private static Decision.Outcome outcome(String word) {
    if (word == null) {
      return null;
    }
    if (word.equals("ALLOW") || word.equals("DENY")) {
      return Decision.Outcome.valueOf(word);
    }
    throw AuthorizationProblems.invalid("decision", "is " + word, "use ALLOW or DENY");
  }
}
