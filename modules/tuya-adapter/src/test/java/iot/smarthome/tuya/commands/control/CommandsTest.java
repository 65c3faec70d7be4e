package iot.smarthome.tuya.commands.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.messaging.EventPublisher;
import iot.smarthome.testing.EventContracts;
import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import iot.smarthome.tuya.commands.entity.State;
import iot.smarthome.tuya.commands.gateway.CommandEvents;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Kind;
import iot.smarthome.tuya.messages.gateway.MessageSettings;
import iot.smarthome.tuya.registration.control.InMemoryBindings;
import iot.smarthome.tuya.registration.control.LearnThingModel;
import iot.smarthome.tuya.registration.control.RecentBindings;
import iot.smarthome.tuya.registration.entity.Binding;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands from the request to their end, with Tuya Cloud and Kafka as stubs. */
class CommandsTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");
  private static final String LAMP =
      "{\"functions\":[{\"code\":\"switch_led\",\"type\":\"Boolean\",\"values\":\"{}\"},"
          + "{\"code\":\"temp_set\",\"type\":\"Integer\",\"values\":\"{\\\"scale\\\":1,\\\"min\\\":0,\\\"max\\\":400}\"}],"
          + "\"status\":[]}";

  private final TuyaCloud cloud = mock(TuyaCloud.class);
  private final InMemoryBindings bindings = new InMemoryBindings();
  private final InMemoryCommands commands = new InMemoryCommands();
  private final MockProducer<String, byte[]> kafka =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final MetricRegistry metrics = mock(MetricRegistry.class, RETURNS_DEEP_STUBS);
  private final MovedClock clock = new MovedClock();
  private final HeardReports reports = new HeardReports(metrics, 700, clock);
  private CarryOut carryOut;
  private AttendCommands attendCommands;

  private static final class MovedClock extends Clock {
    private Instant now = AT;

    void forward(long millis) {
      now = now.plusMillis(millis);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void build() {
    bindings.save(new Binding("d1", "t1", "BC1", "p1", "dj", LAMP, 1, AT));
    when(cloud.fault()).thenReturn(Optional.empty());
    when(cloud.command(anyString(), anyString(), any())).thenReturn(true);
    start();
  }

  /** All that lives in memory begins anew, as after a crash. */
  private void start() {
    CommandStates states =
        new CommandStates(commands, new CommandEvents(new EventPublisher(kafka)), metrics);
    RecentBindings recent = new RecentBindings(bindings, 10, Duration.ofMinutes(5));
    MessageSettings settings =
        new MessageSettings(
            URI.create("ws://none"),
            "c",
            "s",
            1,
            1,
            Duration.ZERO,
            1,
            Duration.ofMinutes(2),
            Duration.ofMinutes(30),
            Duration.ofSeconds(10),
            Optional.empty());
    carryOut =
        new CarryOut(
            commands,
            states,
            bindings,
            new PrepareInstruction(new LearnThingModel(cloud, bindings, recent), settings),
            cloud,
            Duration.ofSeconds(5),
            clock);
    attendCommands = new AttendCommands(commands, states, reports, clock);
  }

  private static CommandRequest on(String id) {
    return request(id, "switch_led", JsonValue.TRUE);
  }

  private static CommandRequest request(String id, String code, JsonValue value) {
    return new CommandRequest(id, "d1", code, value, null, AT, AT.plusSeconds(30), null);
  }

  private void reported(String code, Object value, Flag... flags) {
    NormalisedPoint point =
        new NormalisedPoint(
            code, code, Kind.BOOLEAN, value, null, null, value, clock.instant(), Set.of(flags));
    reports.reported(bindings.ofDevice("d1").orElseThrow(), List.of(point));
  }

  /** What was told, each with its reason, in order. */
  private List<String> told() {
    return kafka.history().stream()
        .map(
            event -> {
              String type =
                  new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
              String data = new String(event.value(), StandardCharsets.UTF_8);
              EventContracts.assertValid(type, data);
              assertThat(event.topic()).isEqualTo("device.event.v1");
              assertThat(event.key()).isEqualTo("d1");
              JsonObject json = Json.createReader(new StringReader(data)).readObject();
              JsonObject reason = json.getJsonObject("reason");
              return json.getString("commandId")
                  + type.substring(type.lastIndexOf('.')).replace('.', ' ')
                  + (reason == null ? "" : ' ' + reason.getString("code"));
            })
        .toList();
  }

  private static TuyaCloudException fault(Fault fault, String code) {
    return new TuyaCloudException(fault, code, "words", "The project may not.", null);
  }

  private static TuyaCloudException lost() {
    return new TuyaCloudException(Fault.RETRYABLE, "no-answer", "words", "Away.", null) {
      private static final long serialVersionUID = 1L;

      @Override
      public boolean mayHaveHappened() {
        return true;
      }
    };
  }

  @Test
  void isSentAndThenConfirmedByTheDevicesOwnReport() {
    carryOut.carryOut(on("c1"));
    verify(cloud).command("t1", "switch_led", JsonValue.TRUE);
    assertThat(told()).containsExactly("c1 sent");

    attendCommands.attend();
    clock.forward(100);
    reported("switch_led", false);
    reported("temp_set", true);
    reported("switch_led", true, Flag.LATE);
    attendCommands.attend();
    assertThat(told()).as("none of these says it").containsExactly("c1 sent");

    reported("switch_led", true);
    attendCommands.attend();
    attendCommands.attend();
    assertThat(told()).containsExactly("c1 sent", "c1 confirmed");
  }

  @Test
  void sendsARealValueAsTheDeviceTakesIt() {
    carryOut.carryOut(request("c1", "temp_set", Json.createValue(new BigDecimal("21.5"))));
    verify(cloud).command("t1", "temp_set", Json.createValue(215));
    reported("temp_set", new BigDecimal("21.5"));
    attendCommands.attend();
    assertThat(told()).containsExactly("c1 sent", "c1 confirmed");
  }

  @Test
  void whatWasHeardBeforeItWasSentConfirmsNothing() {
    reported("switch_led", true);
    clock.forward(1);
    carryOut.carryOut(on("c1"));
    attendCommands.attend();
    assertThat(told()).containsExactly("c1 sent");
  }

  @Test
  void isSentOnceHoweverOftenItIsHeard() {
    carryOut.carryOut(on("c1"));
    carryOut.carryOut(on("c1"));
    reported("switch_led", true);
    attendCommands.attend();
    carryOut.carryOut(on("c1"));
    verify(cloud, times(1)).command(any(), any(), any());
    assertThat(told()).containsExactly("c1 sent", "c1 confirmed");
  }

  @Test
  void isNotSentAgainWhenTheAnswerWasLostAndTheDeviceDecides() {
    when(cloud.command(any(), any(), any())).thenThrow(lost());
    carryOut.carryOut(on("c1"));
    carryOut.carryOut(on("c1"));
    verify(cloud, times(1)).command(any(), any(), any());
    assertThat(told()).isEmpty();

    reported("switch_led", true);
    attendCommands.attend();
    assertThat(told()).containsExactly("c1 confirmed");
  }

  @Test
  void hasFailedWithAnUnknownOutcomeWhenTheDeviceDoesNotDecideInTime() {
    when(cloud.command(any(), any(), any())).thenThrow(lost());
    carryOut.carryOut(on("c1"));
    clock.forward(29_999);
    attendCommands.attend();
    assertThat(told()).isEmpty();
    clock.forward(1);
    attendCommands.attend();
    reported("switch_led", true);
    attendCommands.attend();
    carryOut.carryOut(on("c1"));
    assertThat(told()).containsExactly("c1 failed outcome-unknown");
    verify(cloud, times(1)).command(any(), any(), any());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1010", "1110", "1199"})
  void isSentAgainWhenTuyaSaysThatItTookNothing(String code) {
    when(cloud.command(any(), any(), any()))
        .thenThrow(fault(Fault.RETRYABLE, code))
        .thenReturn(true);
    assertThatThrownBy(() -> carryOut.carryOut(on("c1"))).isInstanceOf(TuyaCloudException.class);
    assertThat(told()).isEmpty();
    carryOut.carryOut(on("c1"));
    verify(cloud, times(2)).command(any(), any(), any());
    assertThat(told()).containsExactly("c1 sent");
  }

  @Test
  void waitsForTuyaUntilItExpires() {
    when(cloud.fault()).thenReturn(Optional.of("no token"));
    doThrow(lost()).when(cloud).probe();
    assertThatThrownBy(() -> carryOut.carryOut(on("c1"))).isInstanceOf(TuyaCloudException.class);
    clock.forward(30_000);
    attendCommands.attend();
    carryOut.carryOut(on("c1"));
    carryOut.carryOut(on("c2"));
    assertThat(told()).containsExactly("c1 expired not-sent", "c2 expired not-sent");
    verify(cloud, never()).command(any(), any(), any());
  }

  @Test
  void expiresWhenTheDeviceDoesNotConfirmInTime() {
    carryOut.carryOut(on("c1"));
    clock.forward(30_000);
    attendCommands.attend();
    assertThat(told()).containsExactly("c1 sent", "c1 expired not-confirmed");
  }

  @ParameterizedTest
  @CsvSource({
    "2001, The device is offline",
    "2003, does not have this function",
    "2008, may be one that it only reports",
    "1104, of a type that the device does not take",
    "7777, 'Tuya Cloud refused the command (7777: words)'"
  })
  void saysInASentenceWhyTuyaRefused(String code, String sentence) {
    when(cloud.command(any(), any(), any())).thenThrow(fault(Fault.REJECTED, code));
    carryOut.carryOut(on("c1"));
    assertThat(told()).containsExactly("c1 failed " + code);
    assertThat(commands.stored.get("c1").reason().explanation()).contains(sentence);
  }

  @Test
  void failsAtOnceWhenTheProjectMayNotCall() {
    when(cloud.fault()).thenReturn(Optional.of("28841004"));
    doThrow(fault(Fault.PROJECT, "28841004")).when(cloud).probe();
    carryOut.carryOut(on("c1"));
    assertThat(told()).containsExactly("c1 failed 28841004");
    verify(cloud, never()).command(any(), any(), any());
  }

  @Test
  void failsWhenTuyaTakesNothing() {
    when(cloud.command(any(), any(), any())).thenReturn(false);
    carryOut.carryOut(on("c1"));
    assertThat(told()).containsExactly("c1 failed not-taken");
  }

  @Test
  void failsWithoutACallWhenTheDeviceCannotTakeIt() {
    carryOut.carryOut(request("c1", "window", JsonValue.TRUE));
    carryOut.carryOut(request("c2", "temp_set", Json.createValue(41)));
    assertThat(told()).containsExactly("c1 failed unknown-function", "c2 failed out-of-range");
    verify(cloud, never()).command(any(), any(), any());
  }

  @Test
  void asksForNoThingModelOfADeviceThatOnlyReports() {
    String sensor =
        "{\"functions\":[],\"status\":[{\"code\":\"pir\",\"type\":\"Enum\",\"values\":\"{}\"}]}";
    bindings.save(new Binding("d1", "t1", "BC1", "p1", "pir", sensor, 1, AT));
    carryOut.carryOut(request("c1", "pir", Json.createValue("pir")));
    assertThat(told()).containsExactly("c1 failed unknown-function");
    assertThat(commands.stored.get("c1").reason().explanation())
        .contains("It can be told: nothing.");
    verify(cloud, never()).thingModel(any());
  }

  @Test
  void waitsAMomentForADeviceThatIsAboutToBeKnown() {
    Binding late = bindings.ofDevice("d1").orElseThrow();
    bindings.remove("d1");
    assertThatThrownBy(() -> carryOut.carryOut(on("c1")))
        .isInstanceOf(UnknownDeviceException.class);
    bindings.save(late);
    carryOut.carryOut(on("c1"));
    bindings.remove("d1");
    clock.forward(5000);
    carryOut.carryOut(on("c2"));
    assertThat(told()).containsExactly("c1 sent", "c2 failed not-bound");
  }

  @Test
  void isFoundAgainAfterACrashInTheCallAndNotSentAgain() {
    when(cloud.command(any(), any(), any())).thenThrow(new OutOfMemoryError("killed in the call"));
    assertThatThrownBy(() -> carryOut.carryOut(on("c1"))).isInstanceOf(OutOfMemoryError.class);

    start();
    carryOut.carryOut(on("c1"));
    attendCommands.attend();
    verify(cloud, times(1)).command(any(), any(), any());
    reported("switch_led", true);
    attendCommands.attend();
    assertThat(told()).containsExactly("c1 confirmed");
  }

  @Test
  void isToldAfterACrashBetweenStoringAndTelling() {
    kafka.sendException = new IllegalStateException("away");
    assertThatThrownBy(() -> carryOut.carryOut(on("c1"))).isInstanceOf(IllegalStateException.class);
    assertThat(commands.stored.get("c1").state()).isEqualTo(State.SENT);

    kafka.sendException = null;
    start();
    attendCommands.attend();
    assertThat(told()).containsExactly("c1 sent");
    carryOut.carryOut(on("c1"));
    assertThat(told()).containsExactly("c1 sent");
    verify(cloud, times(1)).command(any(), any(), any());
  }

  @Test
  void isSentOnceWhenTwoInstancesHearItAtTheSameTime() {
    CarryOut first = carryOut;
    Deque<String> meanwhile = new ArrayDeque<>(List.of("c1"));
    when(cloud.fault())
        .thenAnswer(
            call -> {
              if (!meanwhile.isEmpty()) {
                start();
                carryOut.carryOut(on(meanwhile.pop()));
              }
              return Optional.empty();
            });
    first.carryOut(on("c1"));
    verify(cloud, times(1)).command(any(), any(), any());
    assertThat(told()).containsExactly("c1 sent");
  }

  @Test
  void losesNoReportWhileTheStoreIsAway() {
    carryOut.carryOut(on("c1"));
    reported("switch_led", true);
    commands.fault = new IllegalStateException("away");
    assertThatThrownBy(attendCommands::attend).isInstanceOf(IllegalStateException.class);
    commands.fault = null;
    attendCommands.attend();
    assertThat(told()).containsExactly("c1 sent", "c1 confirmed");
  }

  @Test
  void leavesOutTheOldestReportsWhenNobodyAttends() {
    carryOut.carryOut(on("c1"));
    carryOut.carryOut(request("c2", "temp_set", Json.createValue(20)));
    reported("switch_led", true);
    for (int more = 0; more < 3; more++) {
      reported("temp_set", new BigDecimal("20"));
    }
    attendCommands.attend();
    assertThat(told()).containsExactly("c1 sent", "c2 sent", "c2 confirmed");
    verify(metrics).counter("tuya_command_reports_left_out");
  }

  @Test
  void commandsByTheThingModelWhereTuyaHasNothingElse() {
    bindings.save(
        new Binding("d1", "t1", "BC1", "p1", "dj", "{\"functions\":[],\"status\":[]}", 1, AT));
    when(cloud.thingModel("t1"))
        .thenReturn(
            Optional.of(
                Json.createReader(
                        new StringReader(
                            """
                            {"services":[{"properties":[
                              {"code":"led","accessMode":"rw","typeSpec":{"type":"bool"}},
                              {"code":"bright","accessMode":"wr","typeSpec":{"type":"value","scale":1,"min":0,"max":1000}},
                              {"code":"power","accessMode":"ro","typeSpec":{"type":"value"}}]}]}
                            """))
                    .readObject()));
    when(cloud.issue(any(), any(), any())).thenReturn(true);

    carryOut.carryOut(request("c1", "bright", Json.createValue(50)));
    carryOut.carryOut(request("c2", "power", Json.createValue(1)));

    verify(cloud).issue("t1", "bright", Json.createValue(500));
    verify(cloud, never()).command(any(), any(), any());
    verify(cloud, times(1)).thingModel("t1");
    assertThat(told()).containsExactly("c1 sent", "c2 failed unknown-function");
    reported("bright", new BigDecimal("50.0"));
    attendCommands.attend();
    assertThat(told()).contains("c1 confirmed");
  }
}
