package iot.smarthome.apigateway.access.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.apigateway.access.entity.Caller;
import iot.smarthome.apigateway.access.entity.Decision;
import iot.smarthome.apigateway.access.entity.Fault;
import iot.smarthome.apigateway.access.entity.Question;
import iot.smarthome.apigateway.access.gateway.DecisionUnavailableException;
import iot.smarthome.apigateway.routing.control.Failure;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AuthorizeTest {

  private static final Caller CALLER = new Caller("engineer", "terminal", false, Instant.MAX);

  private final AtomicInteger asked = new AtomicInteger();
  private Decision answer = Decision.of(Decision.Kind.ALLOW);
  private boolean broken;
  private final Authorize authorize =
      new Authorize(
          question -> {
            asked.incrementAndGet();
            return broken
                ? CompletableFuture.failedFuture(new DecisionUnavailableException("away"))
                : CompletableFuture.completedFuture(answer);
          },
          Duration.ofSeconds(1),
          Duration.ofMinutes(1));

  private static Question question(String method, String path, String json) {
    return new Question(
        CALLER, "Bearer t", method, path, null, json, "127.0.0.1", "r-1", "00-1-1-00");
  }

  private Optional<Failure> check(String method, String path, String json) {
    return authorize.check(question(method, path, json)).join();
  }

  @Test
  void letsThroughWhatIsAllowedAndRemembersReadsForAMoment() {
    assertThat(check("GET", "/devices/1", null)).isEmpty();
    assertThat(check("GET", "/devices/1", null)).isEmpty();
    assertThat(asked).hasValue(1);
    check("GET", "/devices/2", null);
    assertThat(asked).hasValue(2);
  }

  @Test
  void asksForEachWriteAnew() {
    check("POST", "/devices", "{\"roomId\":\"r\"}");
    check("POST", "/devices", "{\"roomId\":\"r\"}");
    check("DELETE", "/devices/1", null);
    check("DELETE", "/devices/1", null);
    assertThat(asked).hasValue(4);
  }

  @Test
  void forgetsADevicesDecisionsWhenItChangesAndAllWhenUsersOrPlacesChange() {
    check("GET", "/devices/1", null);
    check("GET", "/devices/2", null);
    authorize.changed("1");
    check("GET", "/devices/1", null);
    check("GET", "/devices/2", null);
    assertThat(asked).hasValue(3);
    authorize.changed(null);
    check("GET", "/devices/1", null);
    check("GET", "/devices/2", null);
    assertThat(asked).hasValue(5);
  }

  @Test
  void doesNotRememberADecisionThatAChangeHasOvertaken() {
    CompletableFuture<Decision> slow = new CompletableFuture<>();
    AtomicInteger count = new AtomicInteger();
    Authorize waiting =
        new Authorize(
            question -> {
              count.incrementAndGet();
              return slow;
            },
            Duration.ofSeconds(1),
            Duration.ofSeconds(1));
    CompletableFuture<Optional<Failure>> first = waiting.check(question("GET", "/rooms/1", null));
    waiting.changed(null);
    slow.complete(Decision.of(Decision.Kind.ALLOW));
    assertThat(first.join()).isEmpty();
    waiting.check(question("GET", "/rooms/1", null)).join();
    assertThat(count).hasValue(2);
  }

  @Test
  void namesThePoliciesThatDenyAndTellsHowToAskWhy() {
    answer =
        new Decision(
            Decision.Kind.DENY,
            "registerDevice",
            "Area",
            "a-1",
            List.of("no-sirens-at-night"),
            "Denied by no-sirens-at-night.");
    Failure failure = check("POST", "/devices", "{\"areaId\":\"a-1\"}").orElseThrow();
    assertThat(failure.status()).isEqualTo(403);
    assertThat(failure.detail()).contains("no-sirens-at-night");
    assertThat(failure.more().getJsonArray("policies").getString(0))
        .isEqualTo("no-sirens-at-night");
    assertThat(failure.more().getJsonObject("resource").getString("id")).isEqualTo("a-1");
    assertThat(failure.more().getJsonObject("why").getString("path"))
        .isEqualTo("/api/authorization/decisions");
    JsonObject again = failure.more().getJsonObject("why").getJsonObject("body");
    assertThat(again.getBoolean("explain")).isTrue();
    // without the body, the call would be another question
    assertThat(again.getString("action")).isEqualTo("registerDevice");
    assertThat(again.getJsonObject("resource").getString("id")).isEqualTo("a-1");
    assertThat(again).doesNotContainKeys("method", "path");
  }

  @Test
  void aDeniedReadIsAskedAboutAsItWas() {
    answer =
        new Decision(Decision.Kind.DENY, "readDevice", "Device", "d-1", List.of(), "Not yours.");
    Failure failure = check("GET", "/devices/d-1", null).orElseThrow();
    JsonObject again = failure.more().getJsonObject("why").getJsonObject("body");
    assertThat(again.getString("method")).isEqualTo("GET");
    assertThat(again.getString("path")).isEqualTo("/devices/d-1");
  }

  @Test
  void tellsAnUnknownResourceOfThePathFromOneOfTheBody() {
    answer =
        new Decision(
            Decision.Kind.UNKNOWN_RESOURCE, "readDevice", "Device", "d-9", List.of(), null);
    assertThat(check("GET", "/devices/d-9", null).orElseThrow().status()).isEqualTo(404);
    Failure inBody = check("POST", "/devices", "{\"roomId\":\"d-9\"}").orElseThrow();
    assertThat(inBody.status()).isEqualTo(422);
    assertThat(inBody.more().getJsonArray("violations").getJsonObject(0).getString("field"))
        .isEqualTo("roomId");
    check("GET", "/devices/d-9", null);
    assertThat(asked).as("what is unknown may soon be known").hasValue(3);
  }

  @Test
  void mapsTheOtherAnswers() {
    answer = Decision.of(Decision.Kind.NO_SUCH_OPERATION);
    assertThat(check("PUT", "/devices", "{}").orElseThrow().status()).isEqualTo(404);
    answer = Decision.of(Decision.Kind.UNAUTHENTICATED);
    assertThat(check("PUT", "/devices", "{}").orElseThrow().status()).isEqualTo(401);
    answer = Decision.of(Decision.Kind.TOO_LARGE);
    assertThat(check("PUT", "/devices", "{}").orElseThrow().status()).isEqualTo(413);
    answer = Decision.malformed(List.of(new Fault("name", "comes twice", "give it once")));
    Failure malformed = check("PUT", "/devices", "{}").orElseThrow();
    assertThat(malformed.status()).isEqualTo(400);
    assertThat(malformed.more().getJsonArray("violations").getJsonObject(0).getString("field"))
        .isEqualTo("name");
    answer =
        new Decision(
            Decision.Kind.NO_SUCH_OPERATION,
            null,
            null,
            null,
            List.of(),
            null,
            List.of("GET", "HEAD"),
            List.of());
    Failure otherMethod = check("PUT", "/devices", "{}").orElseThrow();
    assertThat(otherMethod.status()).isEqualTo(405);
    assertThat(otherMethod.headers()).containsEntry("Allow", "GET, HEAD");
  }

  @Test
  void requestsThatCannotBeReadDoNotMakeTheDecisionPointLookBroken() {
    answer = Decision.malformed(List.of());
    for (int i = 0; i < 50; i++) {
      assertThat(check("POST", "/devices", "{}").orElseThrow().status()).isEqualTo(400);
    }
    assertThat(asked).hasValue(50);
  }

  @Test
  void failsClosedAndLeavesADecisionPointAloneThatKeepsFailing() {
    broken = true;
    for (int i = 0; i < 30; i++) {
      Failure failure = check("GET", "/devices/" + i, null).orElseThrow();
      assertThat(failure.status()).isEqualTo(503);
      assertThat(failure.retryAfterSeconds()).isPositive();
    }
    assertThat(asked.get()).isLessThan(10);
  }

  @Test
  void refusesToRememberForLong() {
    assertThatThrownBy(
            () ->
                new Authorize(
                    question -> CompletableFuture.completedFuture(answer),
                    Duration.ofSeconds(3),
                    Duration.ofSeconds(1)))
        .hasMessageContaining("PT3S");
  }
}
