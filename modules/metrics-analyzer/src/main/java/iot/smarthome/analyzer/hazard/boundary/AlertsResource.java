package iot.smarthome.analyzer.hazard.boundary;

import iot.smarthome.analyzer.hazard.control.AcknowledgeAlert;
import iot.smarthome.analyzer.hazard.control.FindAlerts;
import iot.smarthome.analyzer.hazard.control.HazardProblems;
import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.gateway.AlertFilter;
import iot.smarthome.rest.paging.Limits;
import iot.smarthome.rest.paging.Links;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.precondition.Preconditions;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.scope.AccessScopes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.metrics.annotation.Counted;
import org.eclipse.microprofile.metrics.annotation.Timed;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Alerts over REST. */
@Path("alerts")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "alerts")
public class AlertsResource {

  @Inject FindAlerts findAlerts;
  @Inject AcknowledgeAlert acknowledgeAlert;
  @Inject AccessScopes accessScopes;
  @Context UriInfo uri;

  @GET
  @Timed(name = "alert_lists", absolute = true)
  @Operation(
      operationId = "listAlerts",
      summary = "List alerts",
      description =
          "Those the caller may read, the one raised last first; the Link header leads to the next"
              + " page.")
  @Extension(name = "x-authz", value = "listAlerts Platform")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = AlertPage.class)))
  @APIResponse(responseCode = "400", description = "Invalid state, hazard, limit or cursor")
  @APIResponse(responseCode = "503", description = "User Service does not answer; Retry-After")
  public Response list(
      @Parameter(schema = @Schema(enumeration = {"OPEN", "ACKNOWLEDGED", "CLEARED"}))
          @QueryParam("state")
          String state,
      @QueryParam("building") String building,
      @QueryParam("area") String area,
      @Parameter(schema = @Schema(enumeration = {"SMOKE", "GAS", "CARBON_MONOXIDE", "WATER_LEAK"}))
          @QueryParam("hazard")
          String hazard,
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
    AlertFilter filter =
        new AlertFilter(
            oneOf(Alert.State.values(), "state", state),
            oneOf(Hazard.values(), "hazard", hazard),
            building,
            area);
    Page<Alert> page =
        findAlerts.page(
            filter,
            accessScopes.of("readAlert"),
            Limits.of(HazardProblems.SERVICE, number(limit)),
            cursor);
    Response.ResponseBuilder response =
        Response.ok(
            new AlertPage(
                page.items().stream().map(AlertResponse::of).toList(), page.nextCursor()));
    if (page.nextCursor() != null) {
      response.header(
          HttpHeaders.LINK, Links.next("alerts", uri.getQueryParameters(), page.nextCursor()));
    }
    return response.build();
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getAlert", summary = "Read an alert")
  @Extension(name = "x-authz", value = "readAlert Alert path:id")
  @APIResponse(
      responseCode = "200",
      description = "The alert, with its ETag",
      content = @Content(schema = @Schema(implementation = AlertResponse.class)))
  @APIResponse(responseCode = "404", description = "No alert has the id")
  public Response find(@PathParam("id") String id) {
    return found(findAlerts.byId(id));
  }

  @POST
  @Path("{id}/acknowledgement")
  @Counted(name = "alert_acknowledgements_requested", absolute = true)
  @Operation(
      operationId = "acknowledgeAlert",
      summary = "Say that somebody takes care of an alert",
      description = "An alert that is acknowledged already stays as it is.")
  @Extension(name = "x-authz", value = "acknowledgeAlert Alert path:id")
  @APIResponse(
      responseCode = "200",
      description = "The alert as it is now, with its ETag",
      content = @Content(schema = @Schema(implementation = AlertResponse.class)))
  @APIResponse(responseCode = "404", description = "No alert has the id")
  @APIResponse(responseCode = "409", description = "The hazard is over")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response acknowledge(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    return found(
        acknowledgeAlert.acknowledge(
            id, version -> Preconditions.requireMatch(HazardProblems.SERVICE, ifMatch, version)));
  }

  private static Response found(Alert alert) {
    return Response.ok(AlertResponse.of(alert)).tag(Preconditions.tag(alert.version())).build();
  }

  private static <E extends Enum<E>> E oneOf(E[] values, String field, String word) {
    if (word == null) {
      return null;
    }
    return Arrays.stream(values)
        .filter(value -> value.name().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    field,
                    "is " + word,
                    "use one of "
                        + Arrays.stream(values).map(Enum::name).collect(Collectors.joining(", "))));
  }

  private static Integer number(String limit) {
    try {
      return limit == null ? null : Integer.valueOf(limit);
    } catch (NumberFormatException e) {
      throw (ProblemException)
          invalid("limit", "is no number", "ask for 1 to " + Limits.MAX + " items").initCause(e);
    }
  }

  private static ProblemException invalid(String field, String message, String mend) {
    return Problem.of(HazardProblems.SERVICE, "invalid-" + field, 400, "Invalid " + field)
        .violation(field, message, mend)
        .toException();
  }
}
