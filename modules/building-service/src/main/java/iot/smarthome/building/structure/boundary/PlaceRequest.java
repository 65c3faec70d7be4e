package iot.smarthome.building.structure.boundary;

import iot.smarthome.building.structure.control.StructureProblems;
import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.GeoPosition;
import iot.smarthome.rest.body.JsonFields;
import java.io.InputStream;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What is said of a place, to add it or to change what was said (RFC 7396: null clears). */
@Schema(description = "A place; to add one, code and name are required.")
public record PlaceRequest(
    @Schema(maxLength = 32, description = "Unique beside its siblings", examples = "EG")
        String code,
    @Schema(minLength = 1, maxLength = 100, examples = "Ground floor") String name,
    @Schema(maxLength = 300) String address,
    Geo geo,
    @Schema(maxLength = 50, examples = "office") String usage,
    @Schema(maxLength = 64, description = "User group that answers for it")
        String responsibleGroup) {

  private static final Set<String> FIELDS =
      Set.of("code", "name", "address", "geo", "usage", "responsibleGroup");
  private static final Set<String> GEO_FIELDS = Set.of("latitude", "longitude");

  /** A position in WGS 84, in degrees. */
  public record Geo(
      @Schema(required = true, minimum = "-90", maximum = "90") double latitude,
      @Schema(required = true, minimum = "-180", maximum = "180") double longitude) {

    static Geo of(GeoPosition position) {
      return position == null ? null : new Geo(position.latitude(), position.longitude());
    }
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static Description description(InputStream body) {
    return change(body, true).apply(new Description("", "", null, null, null, null));
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 naming each field that is wrong
   */
  static UnaryOperator<Description> change(InputStream body) {
    return change(body, false);
  }

  private static UnaryOperator<Description> change(InputStream body, boolean whole) {
    JsonFields fields = JsonFields.read(StructureProblems.SERVICE, body, FIELDS);
    String code = fields.code("code", whole, 32);
    String name = fields.text("name", whole, 100);
    String address = optional(fields, "address", 300);
    String usage = optional(fields, "usage", 50);
    String group = optional(fields, "responsibleGroup", 64);
    GeoPosition geo = fields.isNull("geo") ? null : geo(fields.object("geo", GEO_FIELDS));
    fields.refuseIfInvalid();
    return old ->
        new Description(
            code == null ? old.code() : code,
            name == null ? old.name() : name,
            fields.has("address") ? address : old.address(),
            fields.has("geo") ? geo : old.geo(),
            fields.has("usage") ? usage : old.usage(),
            fields.has("responsibleGroup") ? group : old.responsibleGroup());
  }

  private static String optional(JsonFields fields, String name, int max) {
    return fields.isNull(name) ? null : fields.text(name, false, max);
  }

  private static GeoPosition geo(JsonFields geo) {
    if (geo == null) {
      return null;
    }
    Double latitude = geo.number("latitude", true, -90, 90);
    Double longitude = geo.number("longitude", true, -180, 180);
    return latitude == null || longitude == null ? null : new GeoPosition(latitude, longitude);
  }
}
