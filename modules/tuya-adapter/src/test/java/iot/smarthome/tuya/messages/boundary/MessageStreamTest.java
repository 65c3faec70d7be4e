package iot.smarthome.tuya.messages.boundary;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.tuya.messages.control.MessageIntake;
import iot.smarthome.tuya.messages.control.MessageIntake.Acknowledgement;
import iot.smarthome.tuya.messages.control.StreamThreads;
import iot.smarthome.tuya.messages.gateway.FrameReceiver;
import iot.smarthome.tuya.messages.gateway.MessageConnector;
import iot.smarthome.tuya.messages.gateway.MessageSettings;
import iot.smarthome.tuya.messages.gateway.MessageSocket;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageStreamTest {

  private static final Tag EVENT = new Tag("topic", "event");
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");

  private final MessageConnector connector = mock(MessageConnector.class);
  private final MessageIntake intake = mock(MessageIntake.class);
  private final MessageSocket first = mock(MessageSocket.class);
  private final MessageSocket second = mock(MessageSocket.class);
  private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
  private final AtomicReference<Acknowledgement> acknowledgement = new AtomicReference<>();
  private final MetricRegistry metrics = mock(MetricRegistry.class);
  private final Counter lost = mock(Counter.class);
  private final StreamThreads threads = mock(StreamThreads.class);
  private final MessageStream stream =
      new MessageStream(
          new MessageSettings(
              URI.create("ws://tuya"),
              "client",
              "secret",
              1,
              1,
              Duration.ZERO,
              1,
              Duration.ofMinutes(2),
              Duration.ofMinutes(30),
              LONGEST_PAUSE,
              Optional.empty()),
          connector,
          intake,
          threads,
          metrics,
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
          });

  @BeforeEach
  void connect() throws Exception {
    when(connector.address()).thenReturn("ws://tuya");
    when(connector.topic()).thenReturn("event");
    doAnswer(
            call -> {
              acknowledgement.set(call.getArgument(2));
              return null;
            })
        .when(intake)
        .take(anyString(), anyBoolean(), any(), any());
    for (MessageSocket socket : List.of(first, second)) {
      when(socket.heard()).thenAnswer(call -> now.get());
      when(socket.lastFrame()).thenReturn(NOW);
    }
    when(metrics.counter(anyString(), any(Tag[].class))).thenReturn(lost);
  }

  @Test
  void looksOnTheThreadThatWorkDoesNotOccupy() {
    ScheduledExecutorService watch = mock(ScheduledExecutorService.class);
    when(threads.watch()).thenReturn(watch);
    stream.start("started");
    verify(watch).scheduleWithFixedDelay(any(), anyLong(), anyLong(), any());
    verify(threads, never()).executor();
  }

  @Test
  void acknowledgesWhatComesWhileTheConnectionIsStillBeingOpened() throws Exception {
    when(connector.open(any()))
        .thenAnswer(
            call -> {
              ((FrameReceiver) call.getArgument(0)).frame(first, "frame", false);
              acknowledgement.get().send("m1");
              return first;
            });
    stream.look();
    verify(first).acknowledge("m1");
  }

  @Test
  void acknowledgesOverTheNextConnectionWhatAnEarlierOneBrought() throws Exception {
    when(connector.open(any()))
        .thenAnswer(
            call -> {
              ((FrameReceiver) call.getArgument(0)).frame(first, "frame", false);
              return first;
            })
        .thenReturn(second);
    stream.look();
    when(first.ended()).thenReturn("closed by Tuya");
    stream.look();
    now.set(NOW.plusSeconds(60));
    stream.look();
    acknowledgement.get().send("m1");
    verify(second).acknowledge("m1");
    verify(first, never()).acknowledge(anyString());
  }

  private void connected() throws Exception {
    when(connector.open(any())).thenReturn(first);
    stream.look();
  }

  private void minutesLater(int minutes) {
    now.set(NOW.plus(Duration.ofMinutes(minutes)).plusSeconds(1));
    stream.look();
  }

  @Test
  void givesUpAConnectionThatDeliversNothingBecauseOfWhatIsUnacknowledged() throws Exception {
    connected();
    when(intake.left()).thenReturn(3);
    now.set(NOW.plusSeconds(119));
    stream.look();
    verify(first, never()).close(anyString());

    minutesLater(2);

    verify(first).close(contains("3 messages left"));
    verify(metrics).counter("tuya_stream_lost", EVENT, new Tag("reason", "stalled"));
    verify(lost).inc();
  }

  @Test
  void waitsWhileMessagesAreInWork() throws Exception {
    connected();
    when(intake.left()).thenReturn(3);
    when(intake.inWork()).thenReturn(3);
    minutesLater(10);
    verify(first, never()).close(anyString());
  }

  @Test
  void asksAnewWhenNobodyHasSaidAnythingForLong() throws Exception {
    connected();
    minutesLater(29);
    verify(first, never()).close(anyString());
    minutesLater(30);
    verify(first).close(contains("no message"));
    verify(metrics).counter("tuya_stream_lost", EVENT, new Tag("reason", "idle"));
  }

  @Test
  void givesUpAConnectionThatDoesNotEvenAnswerPings() throws Exception {
    connected();
    when(first.heard()).thenReturn(NOW);
    minutesLater(2);
    verify(first).close(contains("silent"));
  }

  @Test
  void neverPausesLongerThanItIsTold() throws Exception {
    when(connector.open(any())).thenThrow(new IOException("nobody listens"));
    stream.look();
    for (int tries = 1; tries <= 20; tries++) {
      verify(connector, times(tries)).open(any());
      now.set(now.get().plus(LONGEST_PAUSE));
      stream.look();
    }
    // and after many failures not much earlier either
    now.set(now.get().plus(LONGEST_PAUSE.dividedBy(3)));
    stream.look();
    verify(connector, times(21)).open(any());
  }
}
