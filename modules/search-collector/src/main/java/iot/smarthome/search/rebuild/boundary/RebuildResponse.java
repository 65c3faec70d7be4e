package iot.smarthome.search.rebuild.boundary;

import iot.smarthome.search.rebuild.entity.Rebuild;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The rebuild that is running, or ran last. */
@Schema(description = "The rebuild that is running, or ran last.")
public record RebuildResponse(
    String id,
    @Schema(enumeration = {"RUNNING", "DONE", "FAILED"}) String state,
    @Schema(description = "Why it is made") String cause,
    @Schema(description = "How often it was begun; more than once when an instance went away")
        int attempt,
    @Schema(description = "The index that is filled") String index,
    @Schema(description = "Changes read so far") long read,
    @Schema(description = "Documents written so far") long written,
    @Schema(description = "Changes that cannot be read or are refused; see the dead letters")
        long skipped,
    Instant startedAt,
    @Schema(description = "The last progress") Instant heardAt,
    Instant finishedAt,
    @Schema(description = "Why it failed") String reason) {

  static RebuildResponse of(Rebuild rebuild) {
    return new RebuildResponse(
        rebuild.id(),
        rebuild.state().name(),
        rebuild.cause(),
        rebuild.attempt(),
        rebuild.index(),
        rebuild.read(),
        rebuild.written(),
        rebuild.skipped(),
        rebuild.startedAt(),
        rebuild.heardAt(),
        rebuild.finishedAt(),
        rebuild.reason());
  }
}
