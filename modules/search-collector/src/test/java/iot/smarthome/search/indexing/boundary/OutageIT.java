package iot.smarthome.search.indexing.boundary;

import static iot.smarthome.search.Things.device;
import static iot.smarthome.search.Things.place;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import iot.smarthome.embedded.opensearch.EmbeddedOpenSearch;
import iot.smarthome.messaging.ChannelLiveness;
import iot.smarthome.messaging.CloudEvents;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.messaging.EventMetrics;
import iot.smarthome.messaging.EventPublisher;
import iot.smarthome.search.Events;
import iot.smarthome.search.SearchNode;
import iot.smarthome.search.connection.gateway.OpenSearchReadiness;
import iot.smarthome.search.indexing.control.IndexMade;
import iot.smarthome.search.indexing.entity.Position;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.query.entity.Scope;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The listener as the connector calls it, and a real OpenSearch node that comes and goes. */
class OutageIT {

  private static final int QUEUE = 500;

  @TempDir Path folder;
  private final MockProducer<String, byte[]> deadLetters =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final AtomicInteger acknowledged = new AtomicInteger();
  private final AtomicInteger offset = new AtomicInteger();
  private final ChannelLiveness liveness =
      new ChannelLiveness(Duration.ofMinutes(10), Optional.of("search-collector"));
  private EmbeddedOpenSearch opensearch;
  private SearchNode node;
  private ChangesListener listener;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void start() throws Exception {
    opensearch = EmbeddedOpenSearch.start(folder, 0);
    node = new SearchNode(opensearch.url());
    listener =
        new ChangesListener(
            new EventHandling(
                new EventPublisher(deadLetters),
                mock(EventMetrics.class),
                liveness,
                Duration.ofMillis(50),
                Duration.ofSeconds(1)),
            node.indexChanges(),
            node.followPlaces(),
            node.index(),
            liveness,
            (Event<IndexMade>) mock(Event.class),
            QUEUE,
            200,
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(3));
    listener.threads = new PlainThreads();
    listener.open();
  }

  @AfterEach
  void stop() throws Exception {
    listener.close();
    opensearch.close();
  }

  /** Threads without a container. */
  private static final class PlainThreads implements ManagedThreadFactory {
    @Override
    public Thread newThread(Runnable work) {
      return new Thread(work);
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
      throw new UnsupportedOperationException();
    }
  }

  private final class KafkaMessage implements Message<byte[]> {
    private final ConsumerRecord<String, byte[]> record;

    KafkaMessage(ConsumerRecord<String, byte[]> record) {
      this.record = record;
    }

    @Override
    public byte[] getPayload() {
      return record.value();
    }

    @Override
    public CompletionStage<Void> ack() {
      acknowledged.incrementAndGet();
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public <C> C unwrap(Class<C> type) {
      return type.cast(record);
    }
  }

  private Message<byte[]> message(String topic, String key, EventEnvelope event) {
    ProducerRecord<String, byte[]> out = CloudEvents.toRecord(topic, key, event);
    ConsumerRecord<String, byte[]> in =
        new ConsumerRecord<>(topic, 0, offset.getAndIncrement(), key, out.value());
    out.headers().forEach(header -> in.headers().add(header));
    return new KafkaMessage(in);
  }

  private CompletionStage<Void> hear(Thing thing) {
    return thing.kind().isPlace()
        ? listener.placeChanged(message("building.cdc.v1", thing.id(), Events.of(thing)))
        : listener.deviceChanged(message("device.cdc.v1", thing.id(), Events.of(thing)));
  }

  private long devices() {
    return node.search(Scope.EVERYTHING, "kind=DEVICE").total();
  }

  private void home() {
    hear(place("b", "Home", 1, new Position(10, 20), null));
    hear(place("b/f", "Floor", 1));
    hear(place("b/f/a", "Area", 1));
    hear(place("b/f/a/r", "Room", 1));
  }

  private Optional<String> fault() {
    return new OpenSearchReadiness(node.client()).fault();
  }

  @Test
  void nothingIsLostInAnOutageAndAllIsFoundSoonAfterIt() throws Exception {
    home();
    hear(device("before", "b/f/a/r", "Lamp", 1));
    long since = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(20))
        .ignoreExceptions() // there is no index before it is made
        .until(() -> node.search(Scope.EVERYTHING, "q=lamp room home").total() == 1);
    System.out.printf("First change found after %d ms%n", (System.nanoTime() - since) / 1_000_000);
    await().until(() -> acknowledged.get() == 5);
    long next = System.nanoTime();
    hear(device("warm", "b/f/a/r", "Second", 1));
    await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(2))
        .until(() -> node.search(Scope.EVERYTHING, "q=second").total() == 1);
    System.out.printf("Next change found after %d ms%n", (System.nanoTime() - next) / 1_000_000);
    assertThat(fault()).isEmpty();

    int port = URI.create(opensearch.url()).getPort();
    opensearch.close();
    assertThat(fault()).isPresent();
    List<CompletionStage<Void>> room = new ArrayList<>();
    for (int i = 0; i < QUEUE; i++) {
      room.add(hear(device("d" + i, "b/f/a/r", "Lamp", 1)));
    }
    hear(place("b", "House", 2, new Position(11, 21), null));
    // the connector is told to wait: Kafka keeps the rest
    assertThat(room.get(QUEUE - 1).toCompletableFuture()).isNotDone();
    assertThat(acknowledged).hasValue(6);

    opensearch = EmbeddedOpenSearch.start(folder, port);
    long back = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(
            () ->
                devices() == QUEUE + 2
                    && node.search(Scope.EVERYTHING, "kind=DEVICE", "q=house").total()
                        == QUEUE + 2);
    System.out.printf(
        "%d changes found %d ms after OpenSearch came back%n",
        QUEUE + 1, (System.nanoTime() - back) / 1_000_000);
    await().until(() -> acknowledged.get() == QUEUE + 7);
    assertThat(room.get(QUEUE - 1).toCompletableFuture()).isDone();
    assertThat(fault()).isEmpty();
    assertThat(deadLetters.history()).isEmpty();
  }

  @Test
  void whatCannotBeIndexedGoesToTheDeadLettersWithItsReason() {
    home();
    hear(device("good", "b/f/a/r", "Lamp", 1));
    hear(device("bad", "b/f/a/r", "Lamp", 1, "x".repeat(40_000), "SHADOW"));
    listener.deviceChanged(
        message(
            "device.cdc.v1",
            "broken",
            new EventEnvelope(
                "e",
                "iot.smarthome.device.updated",
                "/device-service",
                iot.smarthome.search.Things.NOW,
                "broken",
                null,
                "{}".getBytes(StandardCharsets.UTF_8))));
    await().atMost(Duration.ofSeconds(20)).until(() -> acknowledged.get() == 7);
    assertThat(deadLetters.history())
        .extracting(ProducerRecord::topic)
        .containsOnly("device.cdc.v1.dlt.search-collector");
    assertThat(deadLetters.history())
        .extracting(ProducerRecord::key, letter -> header(letter, "dlt_reason"))
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("bad", "refused-by-opensearch"),
            org.assertj.core.groups.Tuple.tuple("broken", "unexpected-data"));
    await().atMost(Duration.ofSeconds(5)).until(() -> devices() == 1);
  }

  private static String header(ProducerRecord<String, byte[]> letter, String name) {
    return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  @Test
  void passesOverEventsThatItDoesNotKnow() {
    listener.deviceChanged(
        message(
            "device.cdc.v1",
            "x",
            new EventEnvelope(
                "e",
                "iot.smarthome.device.painted",
                "/device-service",
                iot.smarthome.search.Things.NOW,
                "x",
                null,
                "{}".getBytes(StandardCharsets.UTF_8))));
    await().until(() -> acknowledged.get() == 1);
    assertThat(deadLetters.history()).isEmpty();
  }
}
