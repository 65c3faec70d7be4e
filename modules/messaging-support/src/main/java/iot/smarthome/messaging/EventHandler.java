package iot.smarthome.messaging;

/** What a consumer does with one event. */
@FunctionalInterface
public interface EventHandler {

  /**
   * Must be idempotent: an event may come again.
   *
   * @param key the record's key, the aggregate's id
   * @throws UnprocessableEventException when the event can never be processed
   * @throws Exception any other failure counts as passing and is tried again
   */
  void handle(String key, EventEnvelope event) throws Exception;
}
