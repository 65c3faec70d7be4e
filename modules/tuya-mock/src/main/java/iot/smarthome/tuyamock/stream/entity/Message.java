package iot.smarthome.tuyamock.stream.entity;

/**
 * A message that waits to be acknowledged.
 *
 * @param id what the consumer acknowledges; null until it is published
 * @param key the device, whose messages stay in order
 * @param payload JSON as it goes out, before base64
 * @param mode how its data is encrypted
 * @param publishedAt milliseconds since 1970
 */
public record Message(String id, String key, String payload, String mode, long publishedAt) {

  public Message withId(String given) {
    return new Message(given, key, payload, mode, publishedAt);
  }
}
