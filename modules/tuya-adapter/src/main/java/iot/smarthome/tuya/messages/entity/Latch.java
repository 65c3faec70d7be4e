package iot.smarthome.tuya.messages.entity;

import java.time.Instant;

/**
 * A value that its device latched: it says when it begins and never when it ends.
 *
 * @param code standard code
 * @param sourceCode the code as it came
 * @param dataId Tuya's id of the report that began it
 * @param rest the value that it falls back to
 * @param began when the device last said it
 * @param until when it has ended unless the device repeats it before
 */
public record Latch(
    String tuyaDeviceId,
    String code,
    String sourceCode,
    String dataId,
    String rest,
    Instant began,
    Instant until) {}
