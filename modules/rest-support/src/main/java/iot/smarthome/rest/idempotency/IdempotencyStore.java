package iot.smarthome.rest.idempotency;

import java.util.Optional;

/** Where answers to keyed requests are kept, shared by all replicas of a service. */
public interface IdempotencyStore {

  /**
   * Reserves the key for the request, or tells what is known of it.
   *
   * @param fingerprint digest of method, path and body
   * @return empty when the caller may proceed (and must {@link #complete} or {@link #release}),
   *     else what stands
   */
  Optional<Known> begin(String key, String fingerprint);

  void complete(String key, Answer answer);

  /** Gives the key free again after a failure, so that a retry is not answered by it. */
  void release(String key);

  /**
   * @param answer null while the first request is still under way
   */
  record Known(String fingerprint, Answer answer) {}

  /**
   * @param location, etag may be null
   * @param body JSON text, may be null
   */
  record Answer(int status, String location, String etag, String body) {}
}
