package iot.smarthome.building.intake.boundary;

import iot.smarthome.building.intake.control.ImportPlaces;
import iot.smarthome.building.intake.control.IntakeProblems;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Files of places over REST. */
@Path("buildings/import")
@RequestScoped
@Tag(name = "buildings")
public class ImportsResource {

  private static final String CSV = "text/csv";
  private static final String ALL = "all-or-nothing";
  private static final String SKIP = "skip-broken";

  @Inject ImportPlaces importPlaces;
  @Context Request request;

  @POST
  @Consumes(CSV)
  @Produces({MediaType.APPLICATION_JSON, CSV})
  @Operation(
      operationId = "importBuilding",
      summary = "Add or change many places by a file",
      description =
          "CSV in UTF-8, with comma, semicolon or tab. Columns: building, floor, area, room (codes;"
              + " the deepest that is filled is the place), name, address, usage, responsibleGroup,"
              + " latitude, longitude. Places are known by their codes, so that a file may be sent"
              + " again. An empty cell leaves what stands. All rows are checked before any is"
              + " stored.")
  @Extension(name = "x-authz", value = "importBuilding Building query:buildingId?")
  @RequestBody(
      required = true,
      content =
          @Content(
              mediaType = CSV,
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      examples =
                          "building,floor,area,room,name\nHQ,,,,Head office\nHQ,1,A,101,Lab")))
  @APIResponse(
      responseCode = "200",
      description = "What became of each row, or would become of it",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ImportResponse.class)),
        @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "400", description = "No such file; violations say where")
  @APIResponse(responseCode = "404", description = "No building has the id")
  @APIResponse(
      responseCode = "409",
      description = "Others change the same places right now: send it again")
  @APIResponse(responseCode = "413", description = "Too large, or too many rows")
  @APIResponse(
      responseCode = "422",
      description = "Broken rows; violations name line and field. Nothing was stored")
  @APIResponse(
      responseCode = "503",
      description = "User Service does not answer for the groups. Nothing was stored")
  public Response load(
      @Parameter(description = "When all rows are in one building that is there")
          @QueryParam("buildingId")
          String buildingId,
      @Parameter(
              description = "What to do when some rows are broken",
              schema =
                  @Schema(
                      type = SchemaType.STRING,
                      enumeration = {ALL, SKIP},
                      defaultValue = ALL))
          @QueryParam("mode")
          String mode,
      @Parameter(
              description = "Store nothing, tell what would become of the rows",
              schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
          @QueryParam("dryRun")
          String dryRun,
      InputStream body)
      throws IOException {
    boolean skipBroken = oneOf("mode", mode, ALL, SKIP);
    boolean onlyTried = oneOf("dryRun", dryRun, "false", "true");
    ImportResponse report =
        ImportResponse.of(
            importPlaces.run(
                body.readAllBytes(),
                buildingId == null || buildingId.isBlank() ? null : buildingId,
                skipBroken,
                onlyTried));
    Variant wanted =
        request.selectVariant(
            List.of(
                new Variant(MediaType.APPLICATION_JSON_TYPE, (String) null, null),
                new Variant(new MediaType("text", "csv"), (String) null, null)));
    if (wanted != null && wanted.getMediaType().getSubtype().equals("csv")) {
      return Response.ok(ReportCsv.of(report), CSV + ";charset=UTF-8")
          .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"import.csv\"")
          .build();
    }
    return Response.ok(report, MediaType.APPLICATION_JSON_TYPE).build();
  }

  /** Whether it is the second of the two; the first is the default. */
  static boolean oneOf(String name, String value, String first, String second) {
    if (value == null || value.equals(first)) {
      return false;
    }
    if (!value.equals(second)) {
      throw IntakeProblems.parameter(name, "another word", "give " + first + " or " + second);
    }
    return true;
  }
}
