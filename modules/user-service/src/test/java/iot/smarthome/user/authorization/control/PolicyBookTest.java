package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.gateway.Policies;
import iot.smarthome.user.authorization.gateway.StoreChanges;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class PolicyBookTest {

  private final World world = new World();
  private final List<Consumer<StoreChanges.Change>> listeners = new ArrayList<>();

  private PolicyBook replica(Policies policies) {
    return new PolicyBook(
        policies, World.ENGINE, new BringDefaults(policies, World.DEFAULTS), listeners::add);
  }

  @Test
  void followsWhatAnotherReplicaChanges() {
    PolicyBook replica = replica(world);
    replica.reload();
    Policy policy = world.find("engineers-read-devices").orElseThrow();
    world.replace(policy.change(policy.content(), false, World.NOON, "somebody"), policy.version());
    assertThat(replica.size()).isEqualTo(12);

    listeners.forEach(
        one -> one.accept(new StoreChanges.Change(StoreChanges.What.POLICIES, policy.id())));

    Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> replica.size() == 11);
    replica.stop();
  }

  @Test
  void looksAfterThemShouldNobodyTell() {
    PolicyBook replica = replica(world);
    replica.start(new Object());
    Awaitility.await().until(() -> replica.size() == 12);
    Policy policy = world.find("engineers-read-devices").orElseThrow();
    world.replace(policy.change(policy.content(), false, World.NOON, "somebody"), policy.version());

    Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> replica.size() == 11);
    assertThat(replica.fault()).isEmpty();
    replica.stop();
  }

  @Test
  void decidesNothingBeforeTheyAreLoadedAndSaysWhy() {
    Policies away = mock(Policies.class);
    when(away.find(anyString())).thenThrow(new IllegalStateException("the store is away"));
    PolicyBook replica = replica(away);
    assertThat(replica.fault()).contains("not loaded yet");
    assertThatThrownBy(replica::current)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(503));

    replica.start(new Object());

    Awaitility.await().until(() -> replica.fault().orElse("").contains("the store is away"));
    replica.stop();
  }

  @Test
  void goesOnWithWhatItHasAndIsNotReady() {
    Policies policies = mock(Policies.class);
    when(policies.find(anyString())).thenAnswer(call -> world.find(call.<String>getArgument(0)));
    when(policies.versions()).thenReturn(world.versions());
    when(policies.all()).thenReturn(world.all());
    PolicyBook replica = replica(policies);
    replica.start(new Object());
    Awaitility.await().until(() -> replica.fault().isEmpty());

    when(policies.versions()).thenThrow(new IllegalStateException("gone"));

    Awaitility.await().until(() -> replica.fault().isPresent());
    assertThat(replica.current().policies()).hasSize(12);
    replica.stop();
  }
}
