package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.control.FindScope;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What lists may show. */
@Schema(
    name = "Scope",
    description =
        "A thing is in scope when a place that it lies in is among places, or it is itself among places"
            + " or devices; everything is, when it is unrestricted. What is left out is not in scope"
            + " nevertheless.")
public record ScopeResponse(
    boolean unrestricted,
    @Schema(description = "Ids of buildings, floors, areas and rooms") List<String> places,
    @Schema(description = "Ids of devices") List<String> devices,
    @Schema(description = "What a policy keeps out of all that") List<LeftOut> leftOut) {

  /** What is not in scope nevertheless. */
  @Schema(
      name = "LeftOut",
      description =
          "Things of the category, or of any when it is absent, that are or lie in one of the ids, or"
              + " anywhere when there are none.")
  public record LeftOut(
      @Schema(description = "Of devices, and of the alerts of devices", examples = "sgbj")
          String category,
      @Schema(description = "Ids of places, devices and alerts") List<String> ids) {}

  static ScopeResponse of(FindScope.Scope scope) {
    return new ScopeResponse(
        scope.unrestricted(),
        scope.places(),
        scope.devices(),
        scope.leftOut().stream().map(one -> new LeftOut(one.category(), one.ids())).toList());
  }
}
