package iot.smarthome.tuyamock.stream.control;

/**
 * A message before it is encrypted.
 *
 * @param key the device, whose messages stay in order
 * @param text JSON
 * @param time milliseconds since 1970
 */
public record Plain(String key, int protocol, String text, long time) {}
