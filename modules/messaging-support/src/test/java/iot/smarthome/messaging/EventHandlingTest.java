package iot.smarthome.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class EventHandlingTest {

  private final EventMetrics metrics = mock(EventMetrics.class);
  private final ChannelLiveness liveness =
      new ChannelLiveness(Clock.systemUTC(), Duration.ofMinutes(10), "test");
  private final Backoff quick = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));
  private final ConsumerRecord<String, byte[]> record =
      CloudEventsTest.received(
          CloudEvents.toRecord("device.cdc.v1", "d1", CloudEventsTest.event()));

  @SuppressWarnings("unchecked")
  private Message<Object> message(AtomicInteger acks) {
    Message<Object> message = mock(Message.class);
    when(message.unwrap(ConsumerRecord.class)).thenReturn(record);
    when(message.ack())
        .thenAnswer(
            call -> {
              acks.incrementAndGet();
              return CompletableFuture.completedStage(null);
            });
    return message;
  }

  private static MockProducer<String, byte[]> producer() {
    return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  }

  private AtomicInteger handled(DeadLetters deadLetters, EventHandler handler) throws Exception {
    AtomicInteger acks = new AtomicInteger();
    new EventHandling(deadLetters, metrics, liveness, quick)
        .handle(message(acks), "tuya-adapter", handler)
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    return acks;
  }

  @Test
  void acknowledgesAfterTheHandlerIsDone() throws Exception {
    DeadLetters deadLetters = mock(DeadLetters.class);
    AtomicReference<String> seen = new AtomicReference<>();
    AtomicInteger acks = handled(deadLetters, (key, event) -> seen.set(key + event.id()));
    assertThat(acks).hasValue(1);
    assertThat(seen).hasValue("d1e1");
    verify(metrics).handled("tuya-adapter", "iot.smarthome.device.created");
    verifyNoInteractions(deadLetters);
  }

  @Test
  void triesAgainUntilAPassingFaultHasPassed() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    AtomicInteger acks =
        handled(
            mock(DeadLetters.class),
            (key, event) -> {
              if (tries.incrementAndGet() < 4) {
                throw new java.io.IOException("neighbour is away");
              }
            });
    assertThat(tries).hasValue(4);
    assertThat(acks).hasValue(1);
    verify(metrics, times(3)).retried(eq("tuya-adapter"), any());
  }

  @Test
  void parksAPoisonMessageWithItsReasonAndGoesOn() throws Exception {
    try (MockProducer<String, byte[]> producer = producer()) {
      AtomicInteger acks =
          handled(
              new EventPublisher(producer),
              (key, event) -> {
                throw new UnprocessableEventException("not-json", "unexpected end");
              });
      assertThat(acks).hasValue(1);
      assertParked(producer.history(), "not-json");
    }
  }

  @Test
  void parksWhatIsNoCloudEvent() throws Exception {
    record.headers().remove("ce_type");
    try (MockProducer<String, byte[]> producer = producer()) {
      AtomicInteger acks = handled(new EventPublisher(producer), (key, event) -> {});
      assertThat(acks).hasValue(1);
      assertParked(producer.history(), "not-a-cloud-event");
    }
    verify(metrics).deadLettered("tuya-adapter", "not-a-cloud-event");
  }

  @Test
  void keepsTheMessageUntilKafkaHasTakenTheDeadLetter() throws Exception {
    AtomicInteger sends = new AtomicInteger();
    DeadLetters failsTwice =
        (r, consumer, reason, cause) ->
            sends.incrementAndGet() < 3
                ? CompletableFuture.failedStage(new IllegalStateException("Kafka is away"))
                : CompletableFuture.completedStage(null);
    AtomicInteger acks =
        handled(
            failsTwice,
            (key, event) -> {
              throw new UnprocessableEventException("bad", "bad");
            });
    assertThat(sends).hasValue(3);
    assertThat(acks).hasValue(1);
  }

  private static void assertParked(List<ProducerRecord<String, byte[]>> sent, String reason) {
    assertThat(sent).hasSize(1);
    ProducerRecord<String, byte[]> letter = sent.get(0);
    assertThat(letter.topic()).isEqualTo("device.cdc.v1.dlt.tuya-adapter");
    assertThat(letter.key()).isEqualTo("d1");
    assertThat(CloudEvents.text(letter.headers(), "dlt_reason")).isEqualTo(reason);
    assertThat(CloudEvents.text(letter.headers(), "dlt_offset")).isEqualTo("42");
    assertThat(CloudEvents.text(letter.headers(), "ce_id")).isEqualTo("e1");
  }

  @Test
  void pausesGrowToTheCeiling() {
    Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
    assertThat(backoff.afterFailure(1)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    assertThat(backoff.afterFailure(60)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void livenessFailsWhenAChannelStandsStillOrHasStopped() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Clock clock =
        new Clock() {
          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now.get();
          }
        };
    ChannelLiveness checked = new ChannelLiveness(clock, Duration.ofMinutes(1), "test");
    long stuck = checked.started("device-cdc-in");
    checked.finished(checked.started("device-cdc-in"));
    assertThat(checked.isUp()).isTrue();
    now.set(Instant.EPOCH.plusSeconds(61));
    assertThat(checked.isUp()).isFalse();
    checked.finished(stuck);
    assertThat(checked.isUp()).isTrue();
    checked.stopped("device-cdc-in", "closed");
    assertThat(checked.isUp()).isFalse();
  }

  @Test
  void aHandlerThatIsInterruptedEndsItsChannelAndLivenessTells() {
    EventHandling handling = new EventHandling(mock(DeadLetters.class), metrics, liveness, quick);
    AtomicInteger acks = new AtomicInteger();

    CompletableFuture<Void> handled =
        handling
            .handle(
                message(acks),
                "tuya-adapter",
                (key, event) -> {
                  throw new InterruptedException("stop");
                })
            .toCompletableFuture();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(handled).isCompletedExceptionally();
    assertThat(acks).hasValue(0);
    assertThat(liveness.isUp()).isFalse();
  }

  @Test
  void aMessageThatTheHandlerStumblesOverEachTimeIsParked() throws Exception {
    for (Throwable stumble :
        List.of(
            new ArithmeticException("overflow"),
            new RuntimeException("Input is too deeply nested"),
            new CompletionException(new RecordTooLargeException("1233173 bytes")),
            new StackOverflowError())) {
      DeadLetters deadLetters = mock(DeadLetters.class);
      when(deadLetters.park(any(), any(), any(), any()))
          .thenReturn(CompletableFuture.completedStage(null));
      AtomicInteger tries = new AtomicInteger();

      AtomicInteger acks =
          handled(
              deadLetters,
              (key, event) -> {
                tries.incrementAndGet();
                if (stumble instanceof Error error) {
                  throw error;
                }
                throw (RuntimeException) stumble;
              });

      assertThat(tries).as(stumble.toString()).hasValue(3);
      assertThat(acks).hasValue(1);
      verify(deadLetters).park(record, "tuya-adapter", "handler-failed", stumble);
    }
  }

  @Test
  void aNeighbourThatIsAwayIsWaitedFor() {
    assertThat(Faults.areOfTheMessage(new java.io.IOException("connection refused"))).isFalse();
    assertThat(Faults.areOfTheMessage(new RuntimeException(new java.io.IOException("reset"))))
        .isFalse();
    assertThat(Faults.areOfTheMessage(new IllegalStateException("state should be: open")))
        .isFalse();
    assertThat(Faults.areOfTheMessage(new org.apache.kafka.common.errors.TimeoutException("60 s")))
        .isFalse();
  }

  @Test
  void aDeadLetterThatIsTooLargeIsShortened() throws Exception {
    byte[] large = new byte[900 * 1024];
    ConsumerRecord<String, byte[]> from = new ConsumerRecord<>("device.cdc.v1", 3, 7, "d1", large);
    AtomicInteger sends = new AtomicInteger();
    MockProducer<String, byte[]> strict =
        new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public synchronized java.util.concurrent.Future<RecordMetadata> send(
              ProducerRecord<String, byte[]> sent,
              org.apache.kafka.clients.producer.Callback done) {
            if (sends.getAndIncrement() == 0) {
              done.onCompletion(null, new RecordTooLargeException("too large"));
              return new CompletableFuture<>();
            }
            return super.send(sent, done);
          }
        };
    new EventPublisher(strict)
        .park(from, "event-etl", "unreadable-data", new IllegalArgumentException("no JSON"))
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);

    ProducerRecord<String, byte[]> letter = strict.history().get(0);
    assertThat(letter.value()).hasSize(512 * 1024);
    assertThat(CloudEvents.text(letter.headers(), "dlt_shortened_from")).isEqualTo("921600");
    assertThat(CloudEvents.text(letter.headers(), "dlt_reason")).isEqualTo("unreadable-data");
  }
}
