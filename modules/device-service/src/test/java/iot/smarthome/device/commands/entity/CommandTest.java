package iot.smarthome.device.commands.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");
  private static final Reason OFFLINE = new Reason("2001", "The device is offline.");

  private final Command command =
      Command.give("c1", "d1", "switch_led", "true", null, "resident", AT, AT.plusSeconds(30));

  @Test
  void goesFromPendingBySentToConfirmed() {
    assertThat(command.state()).isEqualTo(State.PENDING);
    assertThat(command.sent(AT.plusSeconds(1))).isTrue();
    assertThat(command.sentAt()).contains(AT.plusSeconds(1));
    assertThat(command.confirmed(AT.plusSeconds(2))).isTrue();
    assertThat(command.state()).isEqualTo(State.CONFIRMED);
    assertThat(command.endedAt()).contains(AT.plusSeconds(2));
    assertThat(command.reason()).isEmpty();
    assertThat(command.version()).isEqualTo(3);
  }

  @Test
  void staysAsItEndedWhateverIsHeardLaterOrTwice() {
    assertThat(command.failed(OFFLINE, AT)).isTrue();
    assertThat(command.failed(OFFLINE, AT)).isFalse();
    assertThat(command.sent(AT)).isFalse();
    assertThat(command.confirmed(AT)).isFalse();
    assertThat(command.expired(OFFLINE, AT)).isFalse();
    assertThat(command.state()).isEqualTo(State.FAILED);
    assertThat(command.reason()).contains(OFFLINE);
    assertThat(command.version()).isEqualTo(2);
  }

  @Test
  void mayBeConfirmedBeforeItIsKnownAsSent() {
    assertThat(command.confirmed(AT)).isTrue();
    assertThat(command.sent(AT)).isFalse();
    assertThat(command.state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void expiresWithItsReason() {
    command.sent(AT);
    assertThat(command.sent(AT)).isFalse();
    assertThat(command.expired(new Reason("not-confirmed", "Not in time."), AT)).isTrue();
    assertThat(command.reason().orElseThrow().code()).isEqualTo("not-confirmed");
  }
}
