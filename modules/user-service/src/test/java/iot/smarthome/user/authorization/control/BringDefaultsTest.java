package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.entity.PolicyVersion;
import org.junit.jupiter.api.Test;

class BringDefaultsTest {

  private static final String ID = "engineers-read-devices";

  private final World world = new World();
  private final BringDefaults bring = new BringDefaults(world, World.DEFAULTS);
  private final Policy asDelivered = world.find(ID).orElseThrow();

  private void becomes(Policy after, String by) {
    Policy before = world.find(ID).orElse(null);
    world.remember(PolicyVersion.of(before, after, World.NOON, by));
    if (after == null) {
      world.delete(ID, before.version());
    } else {
      world.replace(after, before.version());
    }
  }

  private static PolicyText other(Policy policy) {
    PolicyText text = policy.content();
    return new PolicyText(text.id(), "Other", text.effect(), text.text() + "// other");
  }

  @Test
  void changesNothingWhenAllIsThere() {
    bring.bring();
    assertThat(world.find(ID)).contains(asDelivered);
    assertThat(world.history(ID, null, 9)).hasSize(1);
  }

  @Test
  void bringsWhatANewerReleaseSays() {
    becomes(asDelivered.change(other(asDelivered), true, World.NOON, "platform"), "platform");

    bring.bring();

    Policy now = world.find(ID).orElseThrow();
    assertThat(now.content()).isEqualTo(asDelivered.content());
    assertThat(now.version()).isEqualTo(3);
    assertThat(world.history(ID, null, 1))
        .singleElement()
        .satisfies(
            version -> {
              assertThat(version.kind()).isEqualTo(PolicyVersion.Kind.CHANGED);
              assertThat(version.by()).isEqualTo("platform");
            });
  }

  @Test
  void bringsWhatIsNewInARelease() {
    World before = new World();
    before.forget(ID);

    new BringDefaults(before, World.DEFAULTS).bring();

    assertThat(before.find(ID).map(Policy::content)).contains(asDelivered.content());
    assertThat(before.history(ID, null, 9)).hasSize(1);
  }

  @Test
  void bringsWhatWasWrittenDownBeforeItWasStopped() {
    world.delete(ID, asDelivered.version());
    bring.bring();
    assertThat(world.find(ID).map(Policy::content)).contains(asDelivered.content());
  }

  @Test
  void leavesWhatAPersonHasChanged() {
    Policy mine = asDelivered.change(other(asDelivered), true, World.NOON, "ada");
    becomes(mine, "ada");
    bring.bring();
    assertThat(world.find(ID)).contains(mine);
  }

  @Test
  void leavesWhatAPersonHasSwitchedOff() {
    Policy off = asDelivered.change(asDelivered.content(), false, World.NOON, "ada");
    becomes(off, "ada");
    bring.bring();
    assertThat(world.find(ID)).contains(off);
  }

  @Test
  void leavesWhatAPersonHasDeleted() {
    becomes(null, "ada");
    bring.bring();
    assertThat(world.find(ID)).isEmpty();
  }
}
