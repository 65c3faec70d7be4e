package iot.smarthome.search.rebuild.boundary;

import iot.smarthome.rest.PublicPaths;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.query.control.SearchProblems;
import iot.smarthome.search.rebuild.control.RebuildIndex;
import iot.smarthome.search.rebuild.entity.Rebuild;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rebuilds over REST. */
@Path("search/rebuild")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "search")
public class RebuildResource {

  @Inject RebuildWorker worker;
  @Inject RebuildIndex rebuildIndex;

  @POST
  @Operation(
      operationId = "rebuildSearch",
      summary = "Make the index anew",
      description =
          "From all changes that Kafka keeps, while searches and live events go on. One at a time;"
              + " when the instance that works on it goes away, another one begins it again.")
  @Extension(name = "x-authz", value = "rebuildSearch Platform")
  @APIResponse(
      responseCode = "202",
      description = "It is running; Location tells how far it is",
      content = @Content(schema = @Schema(implementation = RebuildResponse.class)))
  @APIResponse(responseCode = "409", description = "One is running already")
  @APIResponse(responseCode = "503", description = "OpenSearch does not answer; Retry-After")
  public Response rebuild() {
    Rebuild begun;
    try {
      begun =
          worker
              .begin("An administrator asked for it")
              .orElseThrow(
                  () ->
                      Problem.of(SearchProblems.SERVICE, "rebuild-running", 409, "Already running")
                          .detail(
                              "One rebuild runs at a time; GET "
                                  + PublicPaths.path("search", "rebuild")
                                  + " tells how far it is.")
                          .toException());
    } catch (IndexUnavailableException e) {
      throw SearchProblems.unavailable(e);
    }
    return Response.accepted(RebuildResponse.of(begun))
        .header(HttpHeaders.LOCATION, PublicPaths.path("search", "rebuild"))
        .build();
  }

  @GET
  @Operation(operationId = "readRebuild", summary = "How far the rebuild is, or how the last went")
  @Extension(name = "x-authz", value = "rebuildSearch Platform")
  @APIResponse(
      responseCode = "200",
      description = "The rebuild that is running, or ran last",
      content = @Content(schema = @Schema(implementation = RebuildResponse.class)))
  @APIResponse(responseCode = "404", description = "There was none yet")
  @APIResponse(responseCode = "503", description = "OpenSearch does not answer; Retry-After")
  public RebuildResponse read() {
    try {
      return rebuildIndex
          .current()
          .map(RebuildResponse::of)
          .orElseThrow(
              () ->
                  Problem.of(SearchProblems.SERVICE, "no-rebuild", 404, "There was no rebuild yet")
                      .toException());
    } catch (IndexUnavailableException e) {
      throw SearchProblems.unavailable(e);
    }
  }
}
