package iot.smarthome.tuya.commands.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");
  private static final Target TARGET = new Target("t1", "temp_set", "21.5", AT);

  private final Command pending = Command.pending("c1", "d1", AT.plusSeconds(30), null, AT);

  @Test
  void isToldOfFromSentOn() {
    assertThat(pending.told()).isTrue();
    Command sending = pending.sending(TARGET);
    assertThat(sending.told()).isTrue();
    Command sent = sending.sent(AT.plusSeconds(1));
    assertThat(sent.told()).isFalse();
    assertThat(sent.target()).isEqualTo(TARGET);
    assertThat(sent.confirmed(AT.plusSeconds(2)).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void isConfirmedEvenIfTheAnswerToItWasLost() {
    assertThat(pending.sending(TARGET).confirmed(AT).state()).isEqualTo(State.CONFIRMED);
  }

  @Test
  void endsByItsTimeAsFarAsItHasCome() {
    Command sending = pending.sending(TARGET);

    assertThat(pending.expired(AT).state()).isEqualTo(State.EXPIRED);
    assertThat(pending.expired(AT).reason().code()).isEqualTo("not-sent");
    assertThat(sending.expired(AT).state()).as("nobody knows").isEqualTo(State.FAILED);
    assertThat(sending.expired(AT).reason().code()).isEqualTo("outcome-unknown");
    assertThat(sending.sent(AT).expired(AT).state()).isEqualTo(State.EXPIRED);
    assertThat(sending.sent(AT).expired(AT).reason().code()).isEqualTo("not-confirmed");
  }

  @Test
  void isSentAgainOnlyWhenNothingWasTaken() {
    Command sending = pending.sending(TARGET);

    assertThat(sending.notTaken(AT).sending(TARGET)).isEqualTo(sending);
    assertThatIllegalStateException().isThrownBy(() -> sending.sending(TARGET));
    assertThatIllegalStateException().isThrownBy(() -> sending.sent(AT).notTaken(AT));
  }

  @Test
  void staysAsItEnded() {
    Command failed = pending.failed(new Reason("2001", "It is offline."), AT);

    assertThatIllegalStateException().isThrownBy(() -> failed.confirmed(AT));
    assertThatIllegalStateException().isThrownBy(() -> failed.expired(AT));
    assertThatIllegalStateException().isThrownBy(() -> failed.failed(failed.reason(), AT));
    assertThatIllegalStateException()
        .isThrownBy(() -> pending.confirmed(AT))
        .withMessageContaining("c1 is PENDING");
  }

  @Test
  void isOverAtItsExpiryAndNotBefore() {
    assertThat(pending.isOver(AT.plusMillis(29_999))).isFalse();
    assertThat(pending.isOver(AT.plusSeconds(30))).isTrue();
  }

  @Test
  void isMetByTheSameValueOfTheSameCodeSinceItWasSent() {
    assertThat(TARGET.isMetBy("temp_set", new BigDecimal("21.50"), AT)).isTrue();
    assertThat(TARGET.isMetBy("temp_set", new BigDecimal("22"), AT)).isFalse();
    assertThat(TARGET.isMetBy("temp_current", new BigDecimal("21.5"), AT)).isFalse();
    assertThat(TARGET.isMetBy("temp_set", new BigDecimal("21.5"), AT.minusMillis(1))).isFalse();
    assertThat(new Target("t1", "switch", "true", AT).isMetBy("switch", true, AT)).isTrue();
  }
}
