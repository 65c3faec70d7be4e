package iot.smarthome.device.registration.entity;

import java.time.Instant;
import java.util.Objects;

/**
 * Why Tuya Cloud refused a device.
 *
 * @param code Tuya's error code
 * @param message Tuya's words
 * @param explanation what an engineer can do
 */
public record Rejection(String code, String message, String explanation, Instant at) {

  public Rejection {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(explanation, "explanation");
    Objects.requireNonNull(at, "at");
  }
}
