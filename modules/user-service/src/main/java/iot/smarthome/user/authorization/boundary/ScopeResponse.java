package iot.smarthome.user.authorization.boundary;

import iot.smarthome.user.authorization.control.FindScope;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What lists may show. */
@Schema(
    name = "Scope",
    description =
        "A thing is in scope when a place that it lies in is among places, or it is itself among places"
            + " or devices; everything is, when it is unrestricted.")
public record ScopeResponse(
    boolean unrestricted,
    @Schema(description = "Ids of buildings, floors, areas and rooms") List<String> places,
    @Schema(description = "Ids of devices") List<String> devices) {

  static ScopeResponse of(FindScope.Scope scope) {
    return new ScopeResponse(scope.unrestricted(), scope.places(), scope.devices());
  }
}
