package iot.smarthome.tuya.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuya.cloud.gateway.StubTuya.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas of one project, against a stub that has one token at a time. */
class CloudSessionTest {

  private final InMemoryTokens shared = new InMemoryTokens();
  private final MutableClock clock = new MutableClock();
  private StubTuya tuya;
  private CloudSession one;
  private CloudSession other;

  @BeforeEach
  void start() throws IOException {
    tuya = new StubTuya();
    one = replica();
    other = replica();
  }

  @AfterEach
  void stop() {
    tuya.close();
  }

  private CloudSession replica() {
    ServerClock serverClock = new ServerClock();
    TokenApi api = TuyaClients.client(TokenApi.class, tuya.settings(), serverClock);
    return new CloudSession(api, shared, serverClock, tuya.settings(), clock);
  }

  @Test
  void logsInOnceForManyCallersOfBothReplicas() throws InterruptedException {
    Set<String> tokens = ConcurrentHashMap.newKeySet();
    List<Thread> callers =
        IntStream.range(0, 16)
            .mapToObj(i -> new Thread(() -> tokens.add((i % 2 == 0 ? one : other).token())))
            .toList();
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    assertThat(tokens).containsExactly("login1");
    assertThat(tuya.logins).hasValue(1);
    assertThat(one.held()).isTrue();
  }

  @Test
  void takesOverWhatAnotherReplicaHasRenewed() {
    one.token();
    other.token();
    tuya.loginElsewhere();
    one.refused("login1");
    assertThat(one.held()).isFalse();
    assertThat(one.token()).isEqualTo("login2");
    other.refused("login1");
    assertThat(other.token()).isEqualTo("login2");
    other.refused("login1");
    assertThat(other.token()).as("a late refusal of the old one").isEqualTo("login2");
    assertThat(tuya.logins).hasValue(2);
  }

  @Test
  void renewsByTheRefreshTokenBeforeTheOldOneEndsAndLogsInWhenThatFails() {
    one.token();
    other.token();
    clock.forward(Duration.ofSeconds(7141));
    tuya.refreshAnswer = StubTuya.token("renewed");
    assertThat(one.token()).isEqualTo("renewed");
    assertThat(other.token()).isEqualTo("renewed");
    assertThat(tuya.refreshes).containsExactly("/v1.0/token/r-login1");
    clock.forward(Duration.ofSeconds(7141));
    tuya.refreshAnswer = StubTuya.error("1010");
    assertThat(one.token()).isEqualTo("login2");
    clock.forward(Duration.ofSeconds(7201));
    assertThat(one.token()).as("what has expired is not renewed").isEqualTo("login3");
    assertThat(tuya.refreshes).hasSize(2);
  }

  @Test
  void goesOnWithTheOldTokenWhileAnotherReplicaRenewsIt() {
    one.token();
    clock.forward(Duration.ofSeconds(7141));
    Instant now = clock.instant();
    assertThat(shared.reserve(1, "somebody", now, now.plusSeconds(12))).isTrue();
    assertThat(one.token()).isEqualTo("login1");
    clock.forward(Duration.ofSeconds(13));
    tuya.refreshAnswer = StubTuya.token("renewed");
    assertThat(one.token()).as("its holder has died").isEqualTo("renewed");
  }

  @Test
  void letsOthersTryAfterALoginThatFailed() {
    tuya.loginAnswer = StubTuya.error("1110");
    assertThatThrownBy(one::token).isInstanceOf(BusyException.class);
    tuya.loginAnswer = "{\"success\":true,\"result\":{}}";
    clock.forward(Duration.ofSeconds(1));
    assertThatThrownBy(other::token)
        .isInstanceOf(UnansweredException.class)
        .hasMessageContaining("without a token");
    tuya.loginAnswer = null;
    clock.forward(Duration.ofSeconds(1));
    assertThat(one.token()).isEqualTo("login3");
  }

  @Test
  void logsInAnewWhenTheSecretHasChanged() {
    shared.reserve(0, "before", clock.instant(), clock.instant());
    shared.replace(
        "before",
        new SharedTokens.Shared(
            1,
            new TokenSeal("another secret", tuya.settings().project()).seal("{}"),
            clock.instant().plusSeconds(7000),
            clock.instant().plusSeconds(7200)));
    assertThat(one.token()).isEqualTo("login1");
  }
}
