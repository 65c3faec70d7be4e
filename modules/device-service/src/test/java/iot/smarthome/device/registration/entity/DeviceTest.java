package iot.smarthome.device.registration.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeviceTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final Location KITCHEN = new Location("b", "f", "a", "r");
  private static final Rejection UNKNOWN =
      new Rejection("2010", "device not exist", "Check the bind code.", NOW.plusSeconds(2));

  private final Device device =
      Device.register("d1", "Smoke alarm", "ywbj", "SN1", KITCHEN, "BC1", NOW);

  @Test
  void isAShadowUntilTuyaAnswers() {
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.SHADOW);
    assertThat(device.connectivity()).isEqualTo(Connectivity.UNKNOWN);
    assertThat(device.version()).isEqualTo(1);
    assertThat(device.id() + device.name() + device.category() + device.serial())
        .isEqualTo("d1Smoke alarmywbjSN1");
    assertThat(device.registeredAt()).isEqualTo(NOW);
    assertThat(device.location()).isEqualTo(KITCHEN);
    assertThat(device.tuyaDeviceId()).isEmpty();
  }

  @Test
  void becomesActiveUnderTuyasOwnId() {
    assertThat(device.confirm(1, "bf1", "p1", NOW.plusSeconds(1))).isTrue();
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.ACTIVATED);
    assertThat(device.tuyaDeviceId()).contains("bf1");
    assertThat(device.productId()).contains("p1");
    assertThat(device.activatedAt()).contains(NOW.plusSeconds(1));
    assertThat(device.updatedAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(device.version()).isEqualTo(2);
  }

  @Test
  void staysAsItIsWhenAnAnswerComesTwice() {
    device.confirm(1, "bf1", "p1", NOW);
    assertThat(device.confirm(1, "bf2", "p1", NOW)).isFalse();
    assertThat(device.reject(1, UNKNOWN)).isFalse();
    assertThat(device.tuyaDeviceId()).contains("bf1");
    assertThat(device.version()).isEqualTo(2);
  }

  @Test
  void takesAnAnswerThoughItWasRenamedMeanwhile() {
    device.rename("Alarm", NOW.plusSeconds(1));
    assertThat(device.name()).isEqualTo("Alarm");
    assertThat(device.confirm(1, "bf1", "p1", NOW.plusSeconds(2))).isTrue();
  }

  @Test
  void keepsTheReasonOfARejection() {
    assertThat(device.reject(1, UNKNOWN)).isTrue();
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.REJECTED);
    assertThat(device.rejection()).contains(UNKNOWN);
  }

  @Test
  void isAShadowAgainUnderAnotherBindCodeAndIgnoresLateAnswersToTheFirst() {
    device.reject(1, UNKNOWN);
    device.bindAnew("BC2", NOW.plusSeconds(5));
    assertThat(device.lifeCycle()).isEqualTo(LifeCycle.SHADOW);
    assertThat(device.bindCode()).contains("BC2");
    assertThat(device.rejection()).isEmpty();
    assertThat(device.reject(1, UNKNOWN)).isFalse();
    assertThat(device.confirm(3, "bf1", "p1", NOW.plusSeconds(6))).isTrue();
  }

  @Test
  void saysHowLongAndWhyItWaitsForTuya() {
    assertThat(device.pendingSince()).contains(NOW);
    assertThat(device.pendingReason()).isEmpty();
    assertThat(device.postpone(1, "quota", NOW.plusSeconds(1))).isTrue();
    assertThat(device.postpone(1, "quota", NOW.plusSeconds(2))).as("known").isFalse();
    assertThat(device.postpone(9, "other", NOW.plusSeconds(2))).as("outdated").isFalse();
    assertThat(device.pendingSince()).contains(NOW);
    assertThat(device.pendingReason()).contains("quota");
    assertThat(device.version()).isEqualTo(2);
    device.confirm(1, "bf1", "p1", NOW.plusSeconds(3));
    assertThat(device.pendingSince()).isEmpty();
    assertThat(device.pendingReason()).isEmpty();
    assertThat(device.postpone(3, "late", NOW.plusSeconds(4))).isFalse();
  }

  @Test
  void waitsAnewOnceItIsSubmittedAgain() {
    device.postpone(1, "quota", NOW.plusSeconds(1));
    device.reject(1, UNKNOWN);
    assertThat(device.pendingSince()).isEmpty();
    device.bindAnew("BC2", NOW.plusSeconds(5));
    assertThat(device.pendingSince()).contains(NOW.plusSeconds(5));
    assertThat(device.pendingReason()).isEmpty();
  }

  @Test
  void isKnownByItsProductWhenItIsAnotherMakers() {
    Device lamp = Device.registerThirdParty("d2", "Lamp", "dj", "SN2", KITCHEN, "p1", NOW);
    assertThat(lamp.bindCode()).isEmpty();
    assertThat(lamp.productId()).contains("p1");
    lamp.reject(1, UNKNOWN);
    lamp.registerAnew("p2", NOW.plusSeconds(5));
    assertThat(lamp.productId()).contains("p2");
    assertThat(lamp.lifeCycle()).isEqualTo(LifeCycle.SHADOW);
    lamp.bindAnew("BC9", NOW.plusSeconds(6));
    assertThat(lamp.bindCode()).contains("BC9");
    assertThat(lamp.productId()).isEmpty();
    assertThatNullPointerException()
        .isThrownBy(() -> Device.registerThirdParty("d3", "Lamp", "dj", "SN3", KITCHEN, null, NOW));
  }

  @Test
  void ignoresAnAnswerToAVersionItNeverHad() {
    assertThat(device.confirm(9, "bf1", "p1", NOW)).isFalse();
  }

  @Test
  void keepsItsBindCodeOnceActive() {
    device.confirm(1, "bf1", "p1", NOW);
    assertThatThrownBy(() -> device.bindAnew("BC2", NOW)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void movesToAnotherPlace() {
    Location hall = new Location("b", "f", "a", null);
    device.move(hall, NOW.plusSeconds(1));
    assertThat(device.location()).isEqualTo(hall);
    assertThat(device.version()).isEqualTo(2);
  }

  @Test
  void followsItsConnectionInTheOrderOfTime() {
    assertThat(device.connected(true, NOW.plusSeconds(10))).isTrue();
    assertThat(device.connected(false, NOW.plusSeconds(5))).as("late message").isFalse();
    assertThat(device.connected(true, NOW.plusSeconds(10))).as("nothing new").isFalse();
    assertThat(device.connected(true, NOW.plusSeconds(20))).as("only later").isTrue();
    assertThat(device.version()).isEqualTo(2);
    assertThat(device.connected(false, NOW.plusSeconds(15))).as("late message").isFalse();
    assertThat(device.connectivity()).isEqualTo(Connectivity.ONLINE);
    assertThat(device.connected(false, NOW.plusSeconds(21))).isTrue();
    assertThat(device.connectivity()).isEqualTo(Connectivity.OFFLINE);
    assertThat(device.version()).isEqualTo(3);
  }

  @Test
  void refusesAPlaceOrARejectionThatIsIncomplete() {
    assertThatNullPointerException().isThrownBy(() -> new Location(null, "f", "a", null));
    assertThatNullPointerException().isThrownBy(() -> new Rejection("1", "m", null, NOW));
  }
}
