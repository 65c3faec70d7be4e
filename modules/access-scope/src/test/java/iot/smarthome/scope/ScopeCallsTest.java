package iot.smarthome.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.scope.AccessScope.LeftOut;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.WebApplicationException;
import java.io.StringReader;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeCallsTest {

  private final ScopeClient client = mock(ScopeClient.class);
  private final ScopeCalls calls = new ScopeCalls(client, Optional.of("s3cret"));

  @Test
  void asksAsTheCallerAndShowsTheSecret() {
    answer("{\"unrestricted\":false,\"places\":[\"p1\",\"p2\"],\"devices\":[\"d1\"]}");

    assertThat(calls.ask("readDevice", "Bearer t", "203.0.113.5"))
        .contains(AccessScope.of(Set.of("p1", "p2"), Set.of("d1")));
    verify(client).scope("readDevice", "Bearer t", "203.0.113.5", "s3cret");
  }

  @Test
  void sendsNoSecretWhereThereIsNone() {
    answer("{}");

    new ScopeCalls(client, Optional.empty()).ask("readDevice", "Bearer t", "203.0.113.5");

    verify(client).scope("readDevice", "Bearer t", "203.0.113.5", null);
  }

  @Test
  void readsAScopeOfEverything() {
    answer("{\"unrestricted\":true,\"more\":1}");

    assertThat(calls.ask("readDevice", "Bearer t", "203.0.113.5")).contains(AccessScope.EVERYTHING);
  }

  @Test
  void readsWhatIsLeftOut() {
    answer(
        "{\"unrestricted\":true,\"leftOut\":[{\"category\":\"sgbj\",\"ids\":[]},"
            + "{\"ids\":[\"r1\",\"d1\"]},{}]}");

    assertThat(calls.ask("readDevice", "Bearer t", "203.0.113.5"))
        .contains(
            AccessScope.EVERYTHING.without(
                new LeftOut("sgbj", Set.of()),
                new LeftOut(null, Set.of("r1", "d1")),
                // leaves everything out: what is not understood opens nothing
                new LeftOut(null, Set.of())));
  }

  @Test
  void takesWhatIsMissingForNothing() {
    answer("{}");

    assertThat(calls.ask("readDevice", "Bearer t", "203.0.113.5")).contains(AccessScope.NOTHING);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void knowsNobodyWhomUserServiceDoesNotKnow(int status) {
    refuse(status);

    assertThat(calls.ask("readDevice", "Bearer t", "203.0.113.5")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 500, 503})
  void takesEveryOtherRefusalForAFault(int status) {
    refuse(status);

    assertThatThrownBy(() -> calls.ask("readDevice", "Bearer t", "203.0.113.5"))
        .isInstanceOf(WebApplicationException.class);
  }

  private void answer(String json) {
    JsonObject object = Json.createReader(new StringReader(json)).readObject();
    when(client.scope("readDevice", "Bearer t", "203.0.113.5", "s3cret")).thenReturn(object);
    when(client.scope("readDevice", "Bearer t", "203.0.113.5", null)).thenReturn(object);
  }

  private void refuse(int status) {
    WebApplicationException refusal = new WebApplicationException(status);
    when(client.scope("readDevice", "Bearer t", "203.0.113.5", "s3cret")).thenThrow(refusal);
  }
}
