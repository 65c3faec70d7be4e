package iot.smarthome.analyzer.hazard.boundary;

import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Evidence;
import iot.smarthome.analyzer.hazard.entity.Location;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** An alert as clients see it; what is not known is left out. Times are RFC 3339 in UTC. */
@Schema(name = "Alert")
public record AlertResponse(
    String id,
    String deviceId,
    @Schema(enumeration = {"SMOKE", "GAS", "CARBON_MONOXIDE", "WATER_LEAK"}) String hazard,
    @Schema(enumeration = {"CRITICAL", "HIGH"}) String severity,
    @Schema(enumeration = {"OPEN", "ACKNOWLEDGED", "CLEARED"}) String state,
    Instant raisedAt,
    Instant acknowledgedAt,
    Instant clearedAt,
    Where location,
    Proof evidence,
    long version) {

  /** Where the device was when it gave the alarm; no room for a device of the area itself. */
  @Schema(name = "AlertLocation")
  public record Where(String buildingId, String floorId, String areaId, String roomId) {}

  /** The observation that the alert rests on. */
  @Schema(name = "Evidence")
  public record Proof(String metric, String value, Instant at) {}

  static AlertResponse of(Alert alert) {
    Evidence evidence = alert.evidence();
    return new AlertResponse(
        alert.id(),
        alert.deviceId(),
        alert.hazard().name(),
        alert.hazard().severity().name(),
        alert.state().name(),
        alert.raisedAt(),
        alert.acknowledgedAt().orElse(null),
        alert.clearedAt().orElse(null),
        alert.location().map(AlertResponse::where).orElse(null),
        new Proof(evidence.metric(), evidence.value(), evidence.at()),
        alert.version());
  }

  private static Where where(Location at) {
    return new Where(at.buildingId(), at.floorId(), at.areaId(), at.roomId());
  }
}
