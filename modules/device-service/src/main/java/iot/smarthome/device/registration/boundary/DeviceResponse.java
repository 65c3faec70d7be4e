package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.entity.Rejection;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A device as clients see it; what is not known is left out. Times are RFC 3339 in UTC. */
@Schema(name = "Device")
public record DeviceResponse(
    String id,
    String name,
    String category,
    String serial,
    @Schema(enumeration = {"SHADOW", "ACTIVATED", "REJECTED"}) String lifeCycle,
    @Schema(enumeration = {"UNKNOWN", "ONLINE", "OFFLINE"}) String connectivity,
    Where location,
    Tuya tuya,
    Refusal rejection,
    Pending pending,
    Instant registeredAt,
    Instant activatedAt,
    Instant updatedAt,
    long version) {

  /** Where the device is; no room for a device of the area itself. */
  @Schema(name = "Location")
  public record Where(String buildingId, String floorId, String areaId, String roomId) {}

  /**
   * What Tuya Cloud knows the device by; until it has confirmed, only what was registered: the bind
   * code, or the product of a device of another maker's.
   */
  @Schema(name = "TuyaIdentity")
  public record Tuya(String bindCode, String deviceId, String productId) {}

  /** How long Tuya Cloud's answer has been awaited, and why it does not come if that is known. */
  @Schema(name = "Pending")
  public record Pending(Instant since, String reason) {}

  /** Why Tuya Cloud refused the device. */
  @Schema(name = "Rejection")
  public record Refusal(String code, String message, String explanation, Instant at) {}

  static DeviceResponse of(Device device) {
    Location at = device.location();
    return new DeviceResponse(
        device.id(),
        device.name(),
        device.category(),
        device.serial(),
        device.lifeCycle().name(),
        device.connectivity().name(),
        new Where(at.buildingId(), at.floorId(), at.areaId(), at.roomId()),
        new Tuya(
            device.bindCode().orElse(null),
            device.tuyaDeviceId().orElse(null),
            device.productId().orElse(null)),
        device.rejection().map(DeviceResponse::refusal).orElse(null),
        device
            .pendingSince()
            .map(since -> new Pending(since, device.pendingReason().orElse(null)))
            .orElse(null),
        device.registeredAt(),
        device.activatedAt().orElse(null),
        device.updatedAt(),
        device.version());
  }

  private static Refusal refusal(Rejection rejection) {
    return new Refusal(
        rejection.code(), rejection.message(), rejection.explanation(), rejection.at());
  }
}
