package iot.smarthome.search.rebuild.gateway.opensearch;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import iot.smarthome.search.rebuild.entity.Rebuild;
import java.time.Instant;

/** The state of a rebuild as it is stored. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record RebuildDocument(
    String id,
    String state,
    int attempt,
    String owner,
    String cause,
    String index,
    long read,
    long written,
    long skipped,
    String startedAt,
    String heardAt,
    String finishedAt,
    String reason) {

  static RebuildDocument of(Rebuild rebuild) {
    return new RebuildDocument(
        rebuild.id(),
        rebuild.state().name(),
        rebuild.attempt(),
        rebuild.owner(),
        rebuild.cause(),
        rebuild.index(),
        rebuild.read(),
        rebuild.written(),
        rebuild.skipped(),
        rebuild.startedAt().toString(),
        rebuild.heardAt().toString(),
        rebuild.finishedAt() == null ? null : rebuild.finishedAt().toString(),
        rebuild.reason());
  }

  Rebuild toRebuild() {
    return new Rebuild(
        id,
        Rebuild.State.valueOf(state),
        attempt,
        owner,
        cause,
        index,
        read,
        written,
        skipped,
        Instant.parse(startedAt),
        Instant.parse(heardAt),
        finishedAt == null ? null : Instant.parse(finishedAt),
        reason);
  }
}
