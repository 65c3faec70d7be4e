package iot.smarthome.cdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.messaging.EventPublisher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CdcRelayTest {

  private static final CdcSettings QUICK =
      new CdcSettings(
          Duration.ofSeconds(4),
          Duration.ofMillis(10),
          Duration.ofMillis(50),
          Duration.ofMillis(10),
          4,
          2,
          Duration.ofMillis(10),
          Duration.ofMillis(20),
          Duration.ofMillis(1),
          Duration.ofMillis(5),
          "version");

  private final InMemoryCdcStore store = new InMemoryCdcStore();
  private final InMemoryCdcSource source = new InMemoryCdcSource();
  private MockProducer<String, byte[]> producer = producer(true);
  private CdcRelay relay;

  /** What is waited for takes microseconds here, and is waited for a hundred times. */
  @BeforeAll
  static void lookOften() {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
  }

  private static MockProducer<String, byte[]> producer(boolean acknowledges) {
    return new MockProducer<>(
        acknowledges, null, new StringSerializer(), new ByteArraySerializer());
  }

  private static Optional<CdcEvent> map(CdcChange change) {
    if (change.idText().startsWith("poison")) {
      throw new IllegalArgumentException("cannot be mapped");
    }
    if (change.idText().startsWith("inner")) {
      return Optional.empty();
    }
    String words = change.operation().word() + " " + change.idText() + " " + change.version();
    return Optional.of(
        new CdcEvent(
            "thing.cdc.v1",
            change.idText(),
            "iot.smarthome.thing." + change.operation().word(),
            change.idText(),
            words.getBytes(StandardCharsets.UTF_8)));
  }

  private CdcRelay relay() {
    return relay(RelayProbe.NONE);
  }

  private CdcRelay relay(RelayProbe probe) {
    return new CdcRelay(
        "things",
        "/thing-service",
        source,
        store,
        CdcRelayTest::map,
        new EventPublisher(producer),
        QUICK,
        probe,
        System::nanoTime);
  }

  private void start() {
    relay = relay();
    relay.start();
    await().until(() -> relay.status().state() == CdcStatus.State.STREAMING);
  }

  @AfterEach
  void stop() {
    relay.close();
    assertThat(relay.status().state()).isEqualTo(CdcStatus.State.STOPPED);
  }

  private List<String> sent() {
    return producer.history().stream()
        .map(record -> new String(record.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private void awaitSent(String... words) {
    await().untilAsserted(() -> assertThat(sent()).containsExactly(words));
  }

  @Test
  void publishesWhatIsThereAndThenEveryChangeInOrder() {
    source.put("a", 1);
    start();
    source.put("a", 2);
    source.put("b", 1);
    source.remove("a");
    awaitSent("created a 1", "updated a 2", "created b 1", "deleted a 3");
    await().untilAsserted(() -> assertThat(store.published).containsOnlyKeys("b"));
    await().untilAsserted(() -> assertThat(relay.status().lagSeconds()).isZero());
    assertThat(relay.status().published()).isEqualTo(4);
    assertThat(relay.status().isActive()).isTrue();
  }

  @Test
  void storesTheTokenOnlyAfterKafkaHasAcknowledged() {
    producer = producer(false);
    start();
    int before = store.tokens.size();
    source.put("a", 1);
    source.put("a", 2);
    awaitSent("created a 1", "updated a 2");
    await()
        .during(Duration.ofMillis(150))
        .untilAsserted(() -> assertThat(store.tokens).hasSize(before));
    producer.completeNext();
    await()
        .untilAsserted(() -> assertThat(last(store.tokens)).isEqualTo(InMemoryCdcSource.token(0)));
    assertThat(relay.status().lagSeconds()).isGreaterThan(0);
    producer.completeNext();
    await()
        .untilAsserted(() -> assertThat(last(store.tokens)).isEqualTo(InMemoryCdcSource.token(1)));
  }

  private static <T> T last(List<T> list) {
    return list.get(list.size() - 1);
  }

  @Test
  void readsNoFurtherThanTheBoundWhileKafkaDoesNotAcknowledge() {
    producer = producer(false);
    start();
    for (int version = 1; version <= 9; version++) {
      source.put("a", version);
    }
    await().until(() -> sent().size() == 4);
    await().during(Duration.ofMillis(150)).until(() -> sent().size() == 4);
    await()
        .until(
            () -> {
              producer.completeNext();
              return relay.status().published() == 9;
            });
    assertThat(sent()).hasSize(9);
  }

  @Test
  void sendsAgainInOrderWhatKafkaRefused() {
    producer = producer(false);
    start();
    source.put("a", 1);
    source.put("a", 2);
    source.put("a", 3);
    await().until(() -> sent().size() == 3);
    producer.completeNext();
    producer.errorNext(new TimeoutException("no leader"));
    await()
        .until(
            () -> {
              producer.completeNext();
              return relay.status().published() >= 4;
            });
    assertThat(sent())
        .containsExactly("created a 1", "updated a 2", "updated a 3", "updated a 2", "updated a 3");
    List<ProducerRecord<String, byte[]>> history = producer.history();
    assertThat(id(history.get(3))).as("same event, same id").isEqualTo(id(history.get(1)));
    assertThat(relay.status().lastFailure()).contains("has not taken");
  }

  private static String id(ProducerRecord<String, byte[]> record) {
    return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
  }

  static List<RuntimeException> hopeless() {
    return List.of(
        new RecordTooLargeException("2 MB"),
        new InvalidRecordException("refused by the topic's rules"),
        new SerializationException("no bytes can be made of it"));
  }

  @ParameterizedTest
  @MethodSource("hopeless")
  void putsAsideWhatKafkaWillNeverTake(RuntimeException hopeless) {
    producer = producer(false);
    start();
    source.put("a", 1);
    source.put("b", 1);
    await().until(() -> sent().size() == 2);
    producer.errorNext(hopeless);
    producer.completeNext();
    await().until(() -> relay.status().published() == 1);
    await().until(() -> relay.status().rejected() == 1 && store.rejected.size() == 1);
    assertThat(store.rejected.get(0).idText()).isEqualTo("a");
  }

  @Test
  void putsAsideWhatCannotBeMappedAndLeavesOutWhatIsOfNoInterest() {
    start();
    source.put("poison", 1);
    source.put("inner", 1);
    source.updateOfGone("gone");
    source.put("a", 1);
    awaitSent("created a 1");
    await()
        .untilAsserted(() -> assertThat(last(store.tokens)).isEqualTo(InMemoryCdcSource.token(3)));
    assertThat(store.rejected).extracting(CdcChange::idText).containsExactly("poison");
  }

  @Test
  void publishesTheCollectionAnewWhenTheHistoryIsLost() {
    source.put("a", 1);
    source.put("b", 1);
    start();
    awaitSent("created a 1", "created b 1");
    relay.close();
    source.put("a", 2);
    source.remove("b");
    source.put("c", 1);
    source.loseHistory();
    producer.clear();
    start();
    awaitSent("updated a 2", "created c 1", "deleted b 2");
    source.put("c", 2);
    awaitSent("updated a 2", "created c 1", "deleted b 2", "updated c 2");
    assertThat(relay.status().snapshots()).isEqualTo(1);
  }

  @Test
  void findsWhatVanishedAfterACrashInTheFirstSnapshot() {
    source.put("a", 7);
    source.put("b", 1);
    CdcRelay crashing =
        relay(
            new RelayProbe() {
              @Override
              public void beforeToken(int acknowledged) {
                throw new Crash();
              }
            });
    crashing.start(
        task -> {
          Thread thread = new Thread(task);
          thread.setUncaughtExceptionHandler(
              (ended, cause) -> assertThat(cause).isInstanceOf(Crash.class));
          thread.start();
        });
    awaitSent("created a 7");
    await().until(() -> crashing.status().state() == CdcStatus.State.STOPPED);
    assertThat(store.tokens).isEmpty();
    source.remove("a");
    store.dropLease();
    producer.clear();
    start();
    awaitSent("created b 1", "deleted a 8");
    await().untilAsserted(() -> assertThat(store.published).containsOnlyKeys("b"));
  }

  /** Ends the relay's thread as a killed process would: nothing is stored or handed over. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void goesOnWhereItStoppedWithoutASnapshot() {
    source.put("a", 1);
    start();
    awaitSent("created a 1");
    relay.close();
    source.put("a", 2);
    start();
    awaitSent("created a 1", "updated a 2");
    assertThat(relay.status().snapshots()).isZero();
  }

  @Test
  void outlivesAnAbsentDatabase() {
    start();
    store.failures = 20;
    source.put("a", 1);
    awaitSent("created a 1");
    await().until(() -> store.failures == 0);
    source.put("a", 2);
    awaitSent("created a 1", "updated a 2");
  }

  @Test
  void leavesTheWorkToTheOtherUntilThatOneEnds() {
    start();
    try (CdcRelay other = relay()) {
      other.start();
      await().until(() -> other.status().state() == CdcStatus.State.STANDBY);
      source.put("a", 1);
      awaitSent("created a 1");
      relay.close();
      await().until(() -> other.status().state() == CdcStatus.State.STREAMING);
      source.put("a", 2);
      awaitSent("created a 1", "updated a 2");
    }
  }

  @Test
  void stepsBackWhenAHigherFenceHasClaimedTheToken() {
    start();
    // the holder may have renewed in between: try as a candidate does, until it is taken
    await()
        .until(
            () -> {
              CdcStore.Lease seen = store.lease().orElseThrow();
              return seen.fence() > 1 || store.takeLease("usurper", seen);
            });
    store.claimToken(store.lease().orElseThrow().fence());
    int tokens = store.tokens.size();
    await().until(() -> relay.status().state() == CdcStatus.State.STANDBY);
    source.put("a", 1);
    assertThat(store.tokens).hasSize(tokens);
  }

  @Test
  void knowsNoVersionOfADocumentNeverSeen() {
    start();
    source.remove("stranger");
    awaitSent("deleted stranger 0");
    assertThat(store.publishedVersions(Set.of("stranger"))).isEmpty();
  }
}
