package iot.smarthome.search.rebuild.gateway.kafka;

import static iot.smarthome.search.Things.device;
import static iot.smarthome.search.Things.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.messaging.CloudEvents;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.search.Events;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.rebuild.gateway.ChangeHistory.Position;
import iot.smarthome.search.rebuild.gateway.HistoryIncompleteException;
import iot.smarthome.search.rebuild.gateway.kafka.KafkaChangeHistory.TopicReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class KafkaChangeHistoryTest {

  private static final TopicPartition PLACES = new TopicPartition("building.cdc.v1", 0);
  private static final TopicPartition DEVICES = new TopicPartition("device.cdc.v1", 0);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private TopicReading reading;

  private void open(long places, long devices) {
    for (TopicPartition part : List.of(PLACES, DEVICES)) {
      consumer.updatePartitions(
          part.topic(), List.of(new PartitionInfo(part.topic(), 0, null, null, null)));
    }
    consumer.updateBeginningOffsets(Map.of(PLACES, 0L, DEVICES, 0L));
    ends(places, devices);
    reading = new TopicReading(consumer, PLACES.topic(), DEVICES.topic());
  }

  private void ends(long places, long devices) {
    consumer.updateEndOffsets(Map.of(PLACES, places, DEVICES, devices));
  }

  private void put(TopicPartition part, long offset, Thing thing) {
    ProducerRecord<String, byte[]> out =
        CloudEvents.toRecord(part.topic(), thing.id(), Events.of(thing));
    ConsumerRecord<String, byte[]> in =
        new ConsumerRecord<>(part.topic(), 0, offset, thing.id(), out.value());
    out.headers().forEach(header -> in.headers().add(header));
    consumer.addRecord(in);
  }

  private List<String> next() {
    List<String> subjects = new ArrayList<>();
    for (EventEnvelope event : reading.next()) {
      subjects.add(event == null ? "?" : event.subject());
    }
    return subjects;
  }

  @Test
  void readsPlacesFirst() {
    open(2, 1);
    put(PLACES, 0, place("b", "Home", 1));
    put(PLACES, 1, place("b/f", "Floor", 1));
    assertThat(next()).containsExactly("b", "f");
    assertThat(reading.isAtEnd()).as("no device was read yet").isFalse();
    put(DEVICES, 0, device("d", "b/f/a", "Lamp", 1));
    assertThat(next()).containsExactly("d");
    assertThat(reading.isAtEnd()).isTrue();
  }

  @Test
  void isAtTheEndWhenOnlyAFewChangesAreLeftForAfterTheSwap() {
    open(0, 0);
    assertThat(next()).isEmpty();
    ends(0, 201);
    assertThat(reading.isAtEnd()).isFalse();
    ends(100, 100);
    assertThat(reading.isAtEnd()).isTrue();
  }

  @Test
  void tellsWhenAllWasReadThatWasThereThen() {
    open(0, 1);
    Position then = reading.end();
    assertThat(reading.hasReached(then)).isFalse();
    put(DEVICES, 0, device("d", "b/f/a", "Lamp", 1));
    ends(0, 5);
    assertThat(next()).containsExactly("d");
    assertThat(reading.hasReached(then)).isTrue();
    assertThat(reading.hasReached(reading.end())).isFalse();
  }

  @Test
  void goesOnOverWhatIsNoEvent() {
    open(1, 0);
    consumer.addRecord(new ConsumerRecord<>(PLACES.topic(), 0, 0, "x", new byte[] {1}));
    assertThat(next()).containsExactly("?");
  }

  @Test
  void refusesTopicsThatAreNotThere() {
    assertThatThrownBy(() -> new TopicReading(consumer, PLACES.topic(), DEVICES.topic()))
        .isInstanceOf(HistoryIncompleteException.class);
  }
}
