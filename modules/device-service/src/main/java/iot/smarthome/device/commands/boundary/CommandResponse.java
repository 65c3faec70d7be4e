package iot.smarthome.device.commands.boundary;

import iot.smarthome.device.commands.entity.Command;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A command as clients see it; what is not known is left out. Times are RFC 3339 in UTC. */
@Schema(name = "Command")
public record CommandResponse(
    String id,
    String deviceId,
    String code,
    @Schema(
            oneOf = {Boolean.class, BigDecimal.class, String.class, Map.class},
            description = "The real value as it was given")
        Object value,
    String unit,
    @Schema(description = "The login that gave it") String givenBy,
    @Schema(enumeration = {"PENDING", "SENT", "CONFIRMED", "FAILED", "EXPIRED"}) String state,
    Why reason,
    Instant requestedAt,
    Instant expiresAt,
    Instant sentAt,
    Instant endedAt) {

  /** Why it came to nothing. */
  @Schema(name = "CommandReason")
  public record Why(
      @Schema(description = "Tuya's error code, or a word of the platform's") String code,
      @Schema(description = "A sentence for a person") String explanation) {}

  static CommandResponse of(Command command) {
    return new CommandResponse(
        command.id(),
        command.deviceId(),
        command.code(),
        json(command.value()),
        command.unit().orElse(null),
        command.subject().orElse(null),
        command.state().name(),
        command.reason().map(why -> new Why(why.code(), why.explanation())).orElse(null),
        command.requestedAt(),
        command.expiresAt(),
        command.sentAt().orElse(null),
        command.endedAt().orElse(null));
  }

  private static JsonValue json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readValue();
    }
  }
}
