package iot.smarthome.cdc;

import java.util.Objects;

/**
 * What a mapping makes of a change.
 *
 * @param topic Kafka topic
 * @param key the aggregate's id: events of one key stay in order
 * @param type CloudEvents type, e.g. {@code iot.smarthome.device.created}
 * @param subject CloudEvents subject, may be null
 * @param data JSON in UTF-8: {@code {"op","id","version","changedAt","state"}}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by content
public record CdcEvent(String topic, String key, String type, String subject, byte[] data) {

  public CdcEvent {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(data, "data");
  }
}
