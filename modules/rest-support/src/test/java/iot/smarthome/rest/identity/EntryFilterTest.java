package iot.smarthome.rest.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.json.Json;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryFilterTest {

  private static final Map<String, String> OPEN = Map.of(EntrySettings.LOGIN, "none");

  private final HttpServletRequest request = mock(HttpServletRequest.class);
  private final HttpServletResponse response = mock(HttpServletResponse.class);
  private final FilterChain chain = mock(FilterChain.class);
  private final JsonWebToken token = mock(JsonWebToken.class);
  private final StringWriter body = new StringWriter();

  @BeforeEach
  void aCall() throws IOException {
    when(request.getRequestURI()).thenReturn("/device-service/devices");
    when(response.getWriter()).thenReturn(new PrintWriter(body));
    when(token.getName()).thenReturn("engineer");
  }

  private void call(Map<String, String> configuration) throws ServletException, IOException {
    EntryFilter filter = new EntryFilter();
    filter.init("device-service", EntrySettings.from(config(configuration)));
    filter.doFilter(request, response, chain);
    response.getWriter().flush();
  }

  private static Config config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(values, "test", 100))
        .build();
  }

  @Test
  void letsEverybodyInWhereNothingIsAsked() throws Exception {
    call(OPEN);
    verify(chain).doFilter(request, response);
  }

  @Test
  void refusesACallWithoutTheGatewaysSecretAndOneWithAWrongOne() throws Exception {
    call(Map.of("smarthome.gateway.secret", "s3cret"));
    verify(chain, never()).doFilter(any(), any());
    verify(response).setStatus(403);
    assertThat(body.toString())
        .contains("urn:problem:smarthome:device-service:around-the-gateway")
        .doesNotContain("s3cret");

    when(request.getHeader("X-Smarthome-Gateway")).thenReturn("s3cre");
    call(Map.of("smarthome.gateway.secret", "s3cret"));
    verify(chain, never()).doFilter(any(), any());
  }

  @Test
  void letsTheGatewayIn() throws Exception {
    when(request.getHeader("X-Smarthome-Gateway")).thenReturn("s3cret");
    call(Map.of("smarthome.gateway.secret", "s3cret", EntrySettings.LOGIN, "none"));
    verify(chain).doFilter(request, response);
  }

  @Test
  void refusesACallWithoutAVerifiedToken() throws Exception {
    // so it is unless it is switched off
    call(Map.of());
    verify(chain, never()).doFilter(any(), any());
    verify(response).setStatus(401);
    verify(response).setHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    assertThat(body.toString()).contains("urn:problem:smarthome:device-service:unauthenticated");
  }

  @Test
  void takesNoOtherLoginForAToken() throws Exception {
    when(request.getUserPrincipal()).thenReturn(() -> "admin");
    call(Map.of("smarthome.security.login", "required"));
    verify(chain, never()).doFilter(any(), any());
    verify(response).setStatus(401);
  }

  @Test
  void refusesATokenWithoutASubject() throws Exception {
    when(token.getName()).thenReturn(" ");
    when(request.getUserPrincipal()).thenReturn(token);
    call(Map.of("smarthome.security.login", "required"));
    verify(response).setStatus(401);
  }

  @Test
  void asksForTheClaimsThatAProviderPutsIntoItsAccessTokens() throws Exception {
    Map<String, String> cognito =
        Map.of(
            "smarthome.security.login", "required",
            "smarthome.oidc.required-claims", "token_use=access;client_id=app-1|app-2");
    when(request.getUserPrincipal()).thenReturn(token);
    when(token.getClaim("token_use")).thenReturn(Json.createValue("id"));
    when(token.getClaim("client_id")).thenReturn("app-2");
    call(cognito);
    verify(chain, never()).doFilter(any(), any());
    assertThat(body.toString()).contains("token_use must be access");

    when(token.getClaim("token_use")).thenReturn(Json.createValue("access"));
    call(cognito);
    verify(chain).doFilter(request, response);
  }

  @Test
  void leavesAServerAloneThatIsNoServiceOfOurs() throws Exception {
    call(
        Map.of(
            "smarthome.security.entry", "open",
            "smarthome.security.login", "required",
            "smarthome.gateway.secret", "s3cret"));
    verify(chain).doFilter(request, response);
  }

  @Test
  void doesNotTakeATypingErrorForAnOpenDoor() {
    Config odd = config(Map.of("smarthome.security.login", "requird"));
    assertThatThrownBy(() -> EntrySettings.from(odd)).hasMessageContaining("requird");
    assertThatThrownBy(() -> EntrySettings.claims("token_use")).hasMessageContaining("claim=value");
  }

  @Test
  void aClientCallsAsItsCaller() throws Exception {
    MultivaluedMap<String, Object> headers = new MultivaluedHashMap<>();
    ClientRequestContext onward = mock(ClientRequestContext.class);
    when(onward.getHeaders()).thenReturn(headers);
    when(request.getHeader("Authorization")).thenReturn("Bearer t");
    when(request.getHeader("X-Request-Id")).thenReturn("r-1");
    doAnswer(
            invocation -> {
              new CallerIdentity().filter(onward);
              return null;
            })
        .when(chain)
        .doFilter(request, response);
    call(OPEN);
    assertThat(headers.getFirst("Authorization")).isEqualTo("Bearer t");
    assertThat(headers.getFirst("X-Request-Id")).isEqualTo("r-1");
    assertThat(IncomingCall.authorization()).as("after the call").isEmpty();
  }
}
