package iot.smarthome.timeseries.query.boundary;

import iot.smarthome.rest.problem.Problem;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.timeseries.query.control.SpanReader;
import iot.smarthome.timeseries.query.entity.Span;
import iot.smarthome.timeseries.query.gateway.SeriesReader;
import iot.smarthome.timeseries.query.gateway.SeriesUnavailableException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.metrics.annotation.Timed;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What devices measured. */
@Path("devices/{id}/metrics")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "metrics")
public class MetricsResource {

  private static final Logger LOG = Logger.getLogger(MetricsResource.class.getName());
  private static final int DEFAULT_LIMIT = 1000;
  private static final int MAX_LIMIT = 10_000;
  private static final int MAX_WORD = 256;

  @Inject SeriesReader seriesReader;

  @GET
  @Timed(name = "metric_queries", absolute = true)
  @Operation(
      operationId = "getDeviceMetrics",
      summary = "Read what a device measured",
      description = "Single values, or windows of time when every is given.")
  @Extension(name = "x-authz", value = "readMetrics Device path:id")
  @APIResponse(
      responseCode = "200",
      description = "The series; none for a device that measured nothing in that time",
      content = @Content(schema = @Schema(implementation = MetricsResponse.class)))
  @APIResponse(responseCode = "400", description = "A parameter is wrong; violations name it")
  @APIResponse(responseCode = "503", description = "InfluxDB does not answer; Retry-After")
  public MetricsResponse find(
      @PathParam("id") String id,
      @Parameter(description = "RFC 3339, or back from now as -6h; a day before to when left out")
          @QueryParam("from")
          String from,
      @Parameter(description = "RFC 3339, or back from now; now when left out") @QueryParam("to")
          String to,
      @Parameter(description = "Length of a window, as PT5M or 5m", example = "5m")
          @QueryParam("every")
          String every,
      @Parameter(description = "Only this metric", example = "temperature") @QueryParam("name")
          String name,
      @Parameter(
              description = "Samples of each series at most",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "10000",
                      defaultValue = "1000"))
          @QueryParam("limit")
          String limit) {
    checkWord("id", id);
    checkWord("name", name);
    int most = limit(limit);
    Span span = SpanReader.read(from, to, every, Clock.systemUTC());
    try {
      return MetricsResponse.of(id, span, seriesReader.read(id, name, span, most), most);
    } catch (SeriesUnavailableException e) {
      LOG.log(Level.WARNING, e.getMessage(), e);
      ProblemException problem =
          Problem.of(SpanReader.SERVICE, "series-unavailable", 503, "InfluxDB does not answer")
              .detail("Nothing is lost; what devices report meanwhile is written later.")
              .retryAfter(5)
              .toException();
      problem.initCause(e);
      throw problem;
    }
  }

  /** Such words are in no series, and InfluxDB does not understand a question that has them. */
  private static void checkWord(String parameter, String word) {
    if (word == null) {
      return;
    }
    if (word.length() > MAX_WORD) {
      throw invalid(
          parameter,
          "has " + word.length() + " characters",
          "give at most " + MAX_WORD + " characters");
    }
    if (word.codePoints().anyMatch(MetricsResource::isNoText)) {
      throw invalid(parameter, "contains control characters", "leave them out");
    }
  }

  private static boolean isNoText(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static ProblemException invalid(String parameter, String message, String mend) {
    return Problem.of(SpanReader.SERVICE, "invalid-input", 400, "Invalid input")
        .violation(parameter, message, mend)
        .toException();
  }

  // as a text, because JAX-RS answers 404 to a query parameter of the wrong type
  private static int limit(String limit) {
    if (limit == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int number = Integer.parseInt(limit);
      if (number >= 1 && number <= MAX_LIMIT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number out of range
    }
    throw invalid("limit", "is " + limit, "give a number from 1 to " + MAX_LIMIT);
  }
}
