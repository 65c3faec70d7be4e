package iot.smarthome.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import iot.smarthome.rest.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.Test;

class AccessScopesTest {

  private static final AccessScope ROOM = AccessScope.of(Set.of("room-1"), Set.of());
  private static final AccessScope OTHER = AccessScope.of(Set.of("room-2"), Set.of());

  private final ScopeCalls calls = mock(ScopeCalls.class);
  private final HttpServletRequest request = mock(HttpServletRequest.class);
  private final AtomicLong nanos = new AtomicLong();
  private final AccessScopes scopes = scopes("enforced", Duration.ofSeconds(1));

  @Test
  void givesEachCallerItsOwnScope() {
    when(calls.ask("readDevice", "Bearer a", null)).thenReturn(Optional.of(ROOM));
    when(calls.ask("readDevice", "Bearer b", null)).thenReturn(Optional.of(OTHER));

    calls("Bearer a");
    assertThat(scopes.of("readDevice")).isEqualTo(ROOM);
    calls("Bearer b");
    assertThat(scopes.of("readDevice")).isEqualTo(OTHER);
  }

  @Test
  void asksForEachAddressByItself() {
    calls("Bearer a");
    when(request.getHeader("X-Forwarded-For")).thenReturn("203.0.113.5").thenReturn("198.51.100.7");
    when(calls.ask("readDevice", "Bearer a", "203.0.113.5")).thenReturn(Optional.of(ROOM));
    when(calls.ask("readDevice", "Bearer a", "198.51.100.7")).thenReturn(Optional.of(OTHER));

    assertThat(scopes.of("readDevice")).isEqualTo(ROOM);
    assertThat(scopes.of("readDevice")).isEqualTo(OTHER);
  }

  @Test
  void asksForEachActionByItself() {
    calls("Bearer a");
    when(calls.ask("readDevice", "Bearer a", null)).thenReturn(Optional.of(ROOM));
    when(calls.ask("readAlert", "Bearer a", null)).thenReturn(Optional.of(OTHER));

    assertThat(scopes.of("readDevice")).isEqualTo(ROOM);
    assertThat(scopes.of("readAlert")).isEqualTo(OTHER);
  }

  @Test
  void asksAgainAfterASecondAndNotBefore() {
    calls("Bearer a");
    when(calls.ask("readDevice", "Bearer a", null))
        .thenReturn(Optional.of(ROOM))
        .thenReturn(Optional.of(AccessScope.NOTHING));

    assertThat(scopes.of("readDevice")).isEqualTo(ROOM);
    nanos.addAndGet(Duration.ofMillis(999).toNanos());
    assertThat(scopes.of("readDevice")).isEqualTo(ROOM);
    verify(calls, times(1)).ask("readDevice", "Bearer a", null);
    nanos.addAndGet(Duration.ofMillis(2).toNanos());
    assertThat(scopes.of("readDevice")).isEqualTo(AccessScope.NOTHING);
  }

  @Test
  void showsNothingWhileUserServiceDoesNotAnswer() {
    calls("Bearer a");
    when(calls.ask("readDevice", "Bearer a", null))
        .thenThrow(new TimeoutException("too long"))
        .thenReturn(Optional.of(ROOM));

    ProblemException refusal =
        catchThrowableOfType(ProblemException.class, () -> scopes.of("readDevice"));
    assertThat(refusal.problem().status()).isEqualTo(503);
    assertThat(refusal.problem().type())
        .isEqualTo("urn:problem:smarthome:device-service:scope-unavailable");
    assertThat(refusal.problem().toResponse(null).getHeaderString("Retry-After")).isEqualTo("2");
    assertThat(refusal).hasCauseInstanceOf(TimeoutException.class);

    // a fault is not kept
    assertThat(scopes.of("readDevice")).isEqualTo(ROOM);
  }

  @Test
  void refusesACallerWithoutATokenAndAsksNobody() {
    assertThat(
            catchThrowableOfType(ProblemException.class, () -> scopes.of("readDevice")).problem())
        .extracting("status")
        .isEqualTo(401);
    verify(calls, never()).ask(any(), any(), any());
  }

  @Test
  void refusesACallerWhomNobodyKnows() {
    calls("Bearer x");
    when(calls.ask("readDevice", "Bearer x", null)).thenReturn(Optional.empty());

    assertThat(
            catchThrowableOfType(ProblemException.class, () -> scopes.of("readDevice")).problem())
        .extracting("status")
        .isEqualTo(401);
  }

  @Test
  void showsEverythingWhereThereAreNoLogins() {
    assertThat(scopes("open", Duration.ofSeconds(1)).of("readDevice"))
        .isEqualTo(AccessScope.EVERYTHING);
    verifyNoInteractions(calls);
  }

  @Test
  void takesNoWordForOpenThatIsNotTheWord() {
    assertThatThrownBy(() -> scopes("Open", Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("smarthome.scope.mode is 'Open'");
  }

  @Test
  void keepsNoAnswerLongerThanASecond() {
    assertThatThrownBy(() -> scopes("enforced", Duration.ofMillis(1001)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("smarthome.scope.cache-time");
  }

  private void calls(String authorization) {
    when(request.getHeader("Authorization")).thenReturn(authorization);
  }

  private AccessScopes scopes(String mode, Duration time) {
    return new AccessScopes(calls, request, "device-service", mode, time, 100, nanos::get);
  }
}
