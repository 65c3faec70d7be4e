package iot.smarthome.device.registration.entity;

import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Embeddable;
import java.time.Instant;
import java.util.Objects;

/**
 * Why Tuya Cloud refused a device.
 *
 * @param code Tuya's error code
 * @param message Tuya's words
 * @param explanation what an engineer can do
 */
@Embeddable(Embeddable.EmbeddableType.GROUPING)
public record Rejection(
    @Column("code") String code,
    @Column("message") String message,
    @Column("explanation") String explanation,
    @Column("at") @Convert(InstantAsDate.class) Instant at) {

  public Rejection {
    if (code != null) {
      Objects.requireNonNull(explanation, "explanation");
      Objects.requireNonNull(at, "at");
    }
  }

  /**
   * Whether it says anything: the mapping makes an empty one where none is stored, as it does not
   * know optional embedded values.
   */
  boolean isReal() {
    return code != null;
  }
}
