package iot.smarthome.rest.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.rest.problem.ProblemException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class IdempotencyFilterTest {

  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private final IdempotencyStore store = mock(IdempotencyStore.class);
  private final IdempotencyFilter filter = new IdempotencyFilter(store);
  private final ContainerRequestContext request = mock(ContainerRequestContext.class);
  private final SecurityContext caller = mock(SecurityContext.class);
  private final ContainerResponseContext response = mock(ContainerResponseContext.class);

  @BeforeEach
  void aKeyedPost() {
    UriInfo uri = mock(UriInfo.class);
    when(uri.getPath()).thenReturn("devices");
    when(request.getUriInfo()).thenReturn(uri);
    when(request.getHeaderString("Idempotency-Key")).thenReturn("k1");
    when(request.getEntityStream()).thenReturn(new ByteArrayInputStream(BODY));
    when(request.getSecurityContext()).thenReturn(caller);
  }

  private void known(String fingerprint, IdempotencyStore.Answer answer) {
    when(store.begin(anyString(), anyString()))
        .thenReturn(Optional.of(new IdempotencyStore.Known(fingerprint, answer)));
  }

  @Test
  void letsTheFirstRequestThroughAndKeepsItsAnswer() throws IOException {
    when(store.begin(anyString(), anyString())).thenReturn(Optional.empty());
    filter.filter(request);
    verify(request, never()).abortWith(any());

    when(request.getProperty(anyString())).thenReturn("k1");
    when(response.getStatus()).thenReturn(201);
    when(response.getHeaderString("Location")).thenReturn("/api/devices/1");
    when(response.getEntity()).thenReturn(Map.of("id", "1"));
    filter.filter(request, response);
    verify(store)
        .complete("k1", new IdempotencyStore.Answer(201, "/api/devices/1", null, "{\"id\":\"1\"}"));
  }

  @Test
  void keepsTheKeysOfCallersApart() throws IOException {
    when(store.begin(anyString(), anyString())).thenReturn(Optional.empty());
    for (String name : List.of("ann", "bob", "ann")) {
      when(caller.getUserPrincipal()).thenReturn(() -> name);
      when(request.getEntityStream()).thenReturn(new ByteArrayInputStream(BODY));
      filter.filter(request);
    }
    ArgumentCaptor<String> keys = ArgumentCaptor.forClass(String.class);
    verify(store, times(3)).begin(keys.capture(), anyString());
    assertThat(keys.getAllValues().get(1)).isNotEqualTo(keys.getAllValues().get(0));
    assertThat(keys.getAllValues().get(2)).isEqualTo(keys.getAllValues().get(0));
  }

  @Test
  void releasesTheKeyWhenTheRequestFailed() {
    when(request.getProperty(anyString())).thenReturn("k1");
    when(response.getStatus()).thenReturn(503);
    filter.filter(request, response);
    verify(store).release("k1");
  }

  @Test
  void sendsAnAnswerThatCannotBeKept() {
    when(request.getProperty(anyString())).thenReturn("k1");
    when(response.getStatus()).thenReturn(201);
    doThrow(new IllegalStateException("the database is away")).when(store).complete(any(), any());
    assertThatCode(() -> filter.filter(request, response)).doesNotThrowAnyException();
    verify(store).complete(eq("k1"), any());
  }

  @Test
  void repeatsTheFirstAnswer() throws IOException {
    known(
        IdempotencyFilter.fingerprint("devices", BODY),
        new IdempotencyStore.Answer(201, "/api/devices/1", "\"1\"", "{}"));
    filter.filter(request);
    ArgumentCaptor<Response> answer = ArgumentCaptor.forClass(Response.class);
    verify(request).abortWith(answer.capture());
    assertThat(answer.getValue().getStatus()).isEqualTo(201);
    assertThat(answer.getValue().getHeaderString("Location")).isEqualTo("/api/devices/1");
    assertThat(answer.getValue().getHeaderString("Idempotency-Replayed")).isEqualTo("true");
  }

  @Test
  void refusesAKeyUsedForAnotherRequest() {
    known("other", null);
    assertStatus(422);
  }

  @Test
  void asksToWaitWhileTheFirstIsUnderWay() {
    known(IdempotencyFilter.fingerprint("devices", BODY), null);
    assertStatus(409);
  }

  @Test
  void refusesAnEmptyKey() {
    when(request.getHeaderString("Idempotency-Key")).thenReturn(" ");
    assertStatus(400);
  }

  @Test
  void leavesARequestWithoutAKeyAlone() throws IOException {
    when(request.getHeaderString("Idempotency-Key")).thenReturn(null);
    filter.filter(request);
    verify(store, never()).begin(any(), any());
  }

  private void assertStatus(int status) {
    assertThatThrownBy(() -> filter.filter(request))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }
}
