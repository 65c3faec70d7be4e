package iot.smarthome.device.commands.entity;

import java.util.Objects;

/**
 * Why a command came to nothing.
 *
 * @param code Tuya's error code, or a word of the platform's
 * @param explanation a sentence for the person who gave the command
 */
public record Reason(String code, String explanation) {

  public Reason {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(explanation, "explanation");
  }
}
