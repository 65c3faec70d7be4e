package iot.smarthome.device.commands.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.device.commands.entity.Command;
import iot.smarthome.device.commands.entity.Reason;
import iot.smarthome.device.commands.entity.State;
import iot.smarthome.device.commands.gateway.Commands;
import iot.smarthome.device.registration.control.ConcurrentChangeException;
import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandsTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");
  private static final GiveCommand.Wish ON =
      new GiveCommand.Wish("switch_led", "true", null, Duration.ofSeconds(30));

  private final Commands commands = mock(Commands.class);
  private final Devices devices = mock(Devices.class);
  private final GiveCommand giveCommand =
      new GiveCommand(commands, devices, Clock.fixed(AT, ZoneOffset.UTC));
  private final FindCommands findCommands = new FindCommands(commands);
  private final FollowCommand followCommand = new FollowCommand(commands);
  private final Device device =
      Device.register("d1", "Lamp", "dj", "SN1", new Location("b", "f", "a", "r"), "BC1", AT);
  private final Command command = given("c1");

  private static Command given(String id) {
    return Command.give(id, "d1", "switch_led", "true", null, "resident", AT, AT.plusSeconds(30));
  }

  @BeforeEach
  void store() {
    when(devices.find("d1")).thenReturn(Optional.of(device));
    when(commands.find("c1")).thenReturn(Optional.of(command));
    when(commands.replace(any(), anyLong())).thenReturn(true);
  }

  private static void refuses(int status, String type, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(status);
              assertThat(e.problem().toText("/x")).contains(type);
            });
  }

  @Test
  void storesACommandToAnActiveDeviceWithItsExpiry() {
    device.confirm(1, "t1", "p1", AT);
    Command stored = giveCommand.give("d1", ON, "resident");
    verify(commands).insert(stored);
    assertThat(stored.state()).isEqualTo(State.PENDING);
    assertThat(stored.expiresAt()).isEqualTo(AT.plusSeconds(30));
    assertThat(stored.subject()).contains("resident");
  }

  @Test
  void storesNothingForADeviceThatIsUnknownOrNotActive() {
    refuses(404, "unknown-device", () -> giveCommand.give("none", ON, null));
    refuses(409, "device-not-active", () -> giveCommand.give("d1", ON, null));
    verify(commands, never()).insert(any());
  }

  @Test
  void findsACommandOfItsDeviceOnly() {
    assertThat(findCommands.byId("d1", "c1")).isSameAs(command);
    refuses(404, "unknown-command", () -> findCommands.byId("d2", "c1"));
    refuses(404, "unknown-command", () -> findCommands.byId("d1", "c2"));
  }

  @Test
  void pagesFromTheLastGivenOn() {
    when(commands.page("d1", null, 3)).thenReturn(List.of(given("c5"), given("c4"), given("c3")));
    Page<Command> first = findCommands.page("d1", 2, null);
    assertThat(first.items()).extracting(Command::id).containsExactly("c5", "c4");
    when(commands.page("d1", "c4", 3)).thenReturn(List.of(given("c3")));
    Page<Command> second = findCommands.page("d1", 2, first.nextCursor());
    assertThat(second.items()).extracting(Command::id).containsExactly("c3");
    assertThat(second.nextCursor()).isNull();
    refuses(400, "invalid-cursor", () -> findCommands.page("d1", 2, "nonsense"));
  }

  @Test
  void followsWhatBecomesOfIt() {
    assertThat(followCommand.sent("c1", AT)).isTrue();
    verify(commands).replace(command, 1);
    assertThat(followCommand.confirmed("c1", AT)).isTrue();
    verify(commands).replace(command, 2);
    assertThat(followCommand.expired("c1", new Reason("x", "y"), AT)).as("late").isFalse();
    assertThat(followCommand.failed("c2", new Reason("x", "y"), AT)).as("unknown").isFalse();
  }

  @Test
  void asksForAnotherTryWhenItChangedAtTheSameTime() {
    when(commands.replace(any(), anyLong())).thenReturn(false);
    assertThatThrownBy(() -> followCommand.sent("c1", AT))
        .isInstanceOf(ConcurrentChangeException.class)
        .hasMessageContaining("Command c1");
  }
}
