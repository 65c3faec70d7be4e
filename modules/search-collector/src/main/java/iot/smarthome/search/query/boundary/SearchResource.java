package iot.smarthome.search.query.boundary;

import iot.smarthome.rest.paging.Links;
import iot.smarthome.search.query.control.QuestionReader;
import iot.smarthome.search.query.control.QuestionReader.Asked;
import iot.smarthome.search.query.control.SearchThings;
import iot.smarthome.search.query.entity.Facet;
import iot.smarthome.search.query.entity.Findings;
import iot.smarthome.search.query.entity.Question;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.microprofile.metrics.annotation.Timed;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Search over REST. */
@Path("search")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "search")
public class SearchResource {

  @Inject SearchThings searchThings;
  @Context UriInfo uri;

  @GET
  @Timed(name = "searches", absolute = true)
  @Operation(
      operationId = "search",
      summary = "Find places and devices",
      description =
          "Words are found with typing errors and without accents, in names, codes, serial numbers"
              + " and the path. Ordered by distance when near is given, else by relevance when q is"
              + " given, else by name. The Link header leads to the next page. Only what the caller"
              + " may see is found and counted.")
  @Extension(name = "x-authz", value = "search Platform")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = SearchResponse.class)))
  @APIResponse(responseCode = "400", description = "A parameter is wrong; violations name it")
  @APIResponse(responseCode = "503", description = "OpenSearch does not answer; Retry-After")
  public Response search(
      @Parameter(description = "Words, each of which must be found", example = "smoke kitchen")
          @QueryParam("q")
          String q,
      @Parameter(description = "BUILDING, FLOOR, AREA, ROOM, DEVICE; several with commas")
          @QueryParam("kind")
          String kind,
      @Parameter(description = "Of devices; several with commas") @QueryParam("category")
          String category,
      @Parameter(description = "SHADOW, ACTIVATED, REJECTED; several with commas")
          @QueryParam("lifeCycle")
          String lifeCycle,
      @Parameter(description = "UNKNOWN, ONLINE, OFFLINE; several with commas")
          @QueryParam("connectivity")
          String connectivity,
      @Parameter(description = "Of places; several with commas") @QueryParam("usage") String usage,
      @Parameter(description = "Ids of groups; several with commas") @QueryParam("responsibleGroup")
          String responsibleGroup,
      @Parameter(description = "Ids of buildings; several with commas") @QueryParam("building")
          String building,
      @Parameter(description = "Id of any place: only what lies in it") @QueryParam("place")
          String place,
      @Parameter(description = "latitude,longitude in degrees", example = "10.7769,106.7009")
          @QueryParam("near")
          String near,
      @Parameter(description = "Only what is so near", example = "2km") @QueryParam("within")
          String within,
      @Parameter(
              description = "south,west,north,east in degrees; may cross the 180th meridian",
              example = "10.7,106.6,10.9,106.8")
          @QueryParam("box")
          String box,
      @Parameter(
              description =
                  "What to count by: kind, category, lifeCycle, connectivity, usage, building,"
                      + " responsibleGroup; several with commas")
          @QueryParam("facets")
          String facets,
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
    Map<Facet, String> filters = new EnumMap<>(Facet.class);
    filters.put(Facet.KIND, kind);
    filters.put(Facet.CATEGORY, category);
    filters.put(Facet.LIFE_CYCLE, lifeCycle);
    filters.put(Facet.CONNECTIVITY, connectivity);
    filters.put(Facet.USAGE, usage);
    filters.put(Facet.GROUP, responsibleGroup);
    filters.put(Facet.BUILDING, building);
    Question question =
        QuestionReader.read(new Asked(q, filters, place, near, within, box, facets, limit, cursor));
    Findings findings = searchThings.find(question);
    String next = QuestionReader.cursor(findings.next(), question.order());
    Response.ResponseBuilder response = Response.ok(SearchResponse.of(findings, next));
    if (next != null) {
      response.header(HttpHeaders.LINK, Links.next("search", uri.getQueryParameters(), next));
    }
    return response.build();
  }

  @GET
  @Path("suggestions")
  @Timed(name = "search_suggestions", absolute = true)
  @Operation(
      operationId = "suggest",
      summary = "Names that go on as one types",
      description = "Names in which every word begins with what was typed; each name once.")
  @Extension(name = "x-authz", value = "search Platform")
  @APIResponse(
      responseCode = "200",
      description = "Suggestions",
      content = @Content(schema = @Schema(implementation = SuggestionsResponse.class)))
  @APIResponse(responseCode = "400", description = "A parameter is wrong; violations name it")
  @APIResponse(responseCode = "503", description = "OpenSearch does not answer; Retry-After")
  public SuggestionsResponse suggest(
      @Parameter(description = "What was typed so far", example = "kit") @QueryParam("q") String q,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "20",
                      defaultValue = "8"))
          @QueryParam("limit")
          String limit) {
    return SuggestionsResponse.of(
        searchThings.suggest(
            QuestionReader.readWords(q), QuestionReader.readSuggestionLimit(limit)));
  }
}
