package iot.smarthome.building.floorplan.boundary;

import iot.smarthome.building.floorplan.control.DrawPlan;
import iot.smarthome.building.floorplan.control.PlanOfFloor;
import iot.smarthome.building.floorplan.control.ReadPlan;
import iot.smarthome.building.structure.control.StructureProblems;
import iot.smarthome.rest.precondition.Preconditions;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.scope.AccessScope;
import iot.smarthome.scope.AccessScopes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Plans of floors over REST. */
@Path("floors/{id}/plan")
@RequestScoped
@Tag(name = "floors")
public class PlansResource {

  private static final String SVG = "image/svg+xml";
  private static final String READ = "readPlace";

  /** Nothing in it may act or load, whoever shows it and however. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

  @Inject DrawPlan drawPlan;
  @Inject ReadPlan readPlan;
  @Inject AccessScopes accessScopes;

  @PUT
  @Consumes(SVG)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "changePlan",
      summary = "Give a floor a plan",
      description =
          "An element is a room's region when its data-room, or else its id, is the room's code (or"
              + " <area's code>/<room's code>). Scripts, links, foreign markup and the like are"
              + " refused. If-Match is needed to replace a plan.")
  @Extension(name = "x-authz", value = "changePlan Floor path:id")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = SVG,
              schema = @Schema(type = SchemaType.STRING, description = "An SVG drawing")))
  @APIResponse(
      responseCode = "200",
      description = "Replaced; the rooms that were found on it, with the plan's ETag",
      content = @Content(schema = @Schema(implementation = RegionsResponse.class)))
  @APIResponse(
      responseCode = "201",
      description = "The floor's first plan; the rooms that were found on it, with its ETag",
      content = @Content(schema = @Schema(implementation = RegionsResponse.class)))
  @APIResponse(responseCode = "400", description = "No SVG; violations say where")
  @APIResponse(responseCode = "404", description = "No floor has the id")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "413", description = "Too large")
  @APIResponse(
      responseCode = "422",
      description = "Has parts that a plan may not have; violations name what and where")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response draw(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch,
      InputStream body)
      throws IOException {
    // before anything is stored: without it nothing could be told of what was
    AccessScope rooms = accessScopes.of(READ);
    boolean[] first = new boolean[1];
    Consumer<Long> precondition = matching(ifMatch, ifNoneMatch);
    PlanOfFloor plan =
        drawPlan.draw(
            id,
            version -> {
              first[0] = version == null;
              precondition.accept(version);
            },
            body.readAllBytes());
    return Response.status(first[0] ? Response.Status.CREATED : Response.Status.OK)
        .tag(Preconditions.tag(plan.floor().planVersion()))
        .entity(RegionsResponse.of(plan, rooms))
        .build();
  }

  @GET
  @Produces(SVG)
  @Operation(operationId = "getPlan", summary = "Read a floor's plan")
  @Extension(name = "x-authz", value = "readPlan Floor path:id")
  @APIResponse(
      responseCode = "200",
      description = "The drawing, with its ETag",
      content =
          @Content(
              mediaType = SVG,
              schema = @Schema(type = SchemaType.STRING, description = "An SVG drawing")))
  @APIResponse(responseCode = "304", description = "Still the one of If-None-Match")
  @APIResponse(responseCode = "404", description = "No floor has the id, or it has no plan")
  public Response find(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) String ifNoneMatch) {
    ReadPlan.Drawing drawing = readPlan.of(id);
    String tag = "\"" + drawing.version() + "\"";
    Response.ResponseBuilder answer =
        isListed(tag, ifNoneMatch)
            ? Response.notModified()
            : Response.ok(drawing.plan().svg(), SVG);
    return answer
        .tag(Preconditions.tag(drawing.version()))
        .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header(HttpHeaders.CONTENT_DISPOSITION, "inline; filename=\"plan.svg\"")
        .build();
  }

  @GET
  @Path("regions")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "listRegions",
      summary = "List which rooms a floor's plan shows where",
      description =
          "By the rooms that there are now: a room that came after the plan is found on it, too."
              + " Only rooms that the caller may read are told.")
  @Extension(name = "x-authz", value = "readPlan Floor path:id")
  @APIResponse(
      responseCode = "200",
      description = "Rooms with their regions, and what found no partner",
      content = @Content(schema = @Schema(implementation = RegionsResponse.class)))
  @APIResponse(responseCode = "404", description = "No floor has the id, or it has no plan")
  public Response regions(@PathParam("id") String id) {
    return Response.ok(RegionsResponse.of(readPlan.regions(id), accessScopes.of(READ))).build();
  }

  @DELETE
  @Operation(operationId = "removePlan", summary = "Take a floor's plan away")
  @Extension(name = "x-authz", value = "changePlan Floor path:id")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No floor has the id, or it has no plan")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    drawPlan.remove(id, matching(ifMatch, null));
    return Response.noContent().build();
  }

  private static boolean isListed(String tag, String tags) {
    if (tags != null) {
      for (String one : tags.split(",")) {
        String listed = one.strip();
        if (listed.equals("*") || listed.equals(tag) || listed.equals("W/" + tag)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A plan is replaced only by one who knows it; a first one is drawn without ado. */
  static Consumer<Long> matching(String ifMatch, String ifNoneMatch) {
    return version -> {
      if (version == null && ifMatch != null) {
        throw failed("If-Match", "is sent, but the floor has no plan", "leave the header out");
      }
      if (version != null && isListed("\"" + version + "\"", ifNoneMatch)) {
        throw failed("If-None-Match", "is met by the plan that there is", "read it, send If-Match");
      }
      if (version != null) {
        Preconditions.requireMatch(StructureProblems.SERVICE, ifMatch, version);
      }
    };
  }

  private static RuntimeException failed(String header, String message, String mend) {
    return Problem.of(
            StructureProblems.SERVICE, "precondition-failed", 412, "Changed in the meantime")
        .violation(header, message, mend)
        .toException();
  }
}
