package iot.smarthome.tuyamock.cloud.entity;

import java.util.Arrays;
import java.util.Optional;

/** What may be done with a data point. */
public enum Access {
  READ_WRITE("rw"),
  READ_ONLY("ro"),
  WRITE_ONLY("wr");

  private final String code;

  Access(String code) {
    this.code = code;
  }

  /** As a thing model says it. */
  public String code() {
    return code;
  }

  public boolean isWritable() {
    return this != READ_ONLY;
  }

  public boolean isReadable() {
    return this != WRITE_ONLY;
  }

  public static Optional<Access> of(String code) {
    return Arrays.stream(values()).filter(access -> access.code.equals(code)).findFirst();
  }
}
