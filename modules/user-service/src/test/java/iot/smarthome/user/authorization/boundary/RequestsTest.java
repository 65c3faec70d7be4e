package iot.smarthome.user.authorization.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.entity.EntityRef;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static AskedFor read(String text) {
    JsonFields json = JsonFields.read("user-service", stream(text), AskedFor.FIELDS);
    AskedFor asked = AskedFor.of(json);
    json.refuseIfInvalid();
    return asked;
  }

  @Test
  void readsACall() {
    AskedFor asked =
        read(
            """
            {"method":"patch","path":"/devices/1","query":"","body":{"roomId":"r"},
             "context":{"network":"203.0.113.5","client":"console","mfa":true},"explain":true}
            """);

    assertThat(asked.explain()).isTrue();
    assertThat(asked.principal()).isNull();
    assertThat(asked.request().isCall()).isTrue();
    assertThat(asked.request().method()).isEqualTo("PATCH");
    assertThat(asked.request().mfa()).isTrue();
    assertThat(((JsonObject) asked.request().body()).getString("roomId")).isEqualTo("r");
  }

  @Test
  void readsAnAction() {
    AskedFor asked =
        read("{\"action\":\"readDevice\",\"resource\":{\"type\":\"Device\",\"id\":\"1\"}}");
    assertThat(asked.request().resource()).isEqualTo(new EntityRef("Device", "1"));
    assertThat(asked.request().mfa()).isFalse();
    assertThat(asked.request().network()).isNull();

    assertThat(read("{\"action\":\"search\"}").request().resource()).isEqualTo(EntityRef.PLATFORM);
    assertThat(
            read("{\"action\":\"search\",\"resource\":{\"type\":\"Platform\",\"id\":\"other\"}}")
                .request()
                .resource())
        .isEqualTo(EntityRef.PLATFORM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "null",
        "{",
        "{}",
        "{\"method\":\"GET\"}",
        "{\"path\":\"/x\"}",
        "{\"method\":\"GET\",\"path\":\"/x\",\"action\":\"readDevice\"}",
        "{\"action\":5}",
        "{\"action\":\"\"}",
        "{\"action\":\"readDevice\",\"resource\":\"Device\"}",
        "{\"action\":\"readDevice\",\"resource\":{\"type\":\"Device\"}}",
        "{\"action\":\"readDevice\",\"resource\":{\"id\":\"1\"}}",
        "{\"action\":\"readDevice\",\"surprise\":1}",
        "{\"action\":\"readDevice\",\"context\":{\"hour\":3}}",
        "{\"action\":\"readDevice\",\"context\":{\"mfa\":\"yes\"}}",
        "{\"action\":\"readDevice\",\"explain\":\"yes\"}",
        // a name that comes twice
        "{\"action\":\"readDevice\",\"action\":\"search\"}",
        "{\"method\":\"POST\",\"path\":\"/devices\",\"body\":{\"roomId\":\"a\",\"roomId\":\"b\"}}",
        "{\"method\":\"POST\",\"path\":\"/devices\",\"body\":{\"x\":[{\"a\":1,\"a\":2}]}}",
      })
  void refusesWhatAsksForNothingOrForTwoThings(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(400));
  }

  @Test
  void refusesMoreThanItTakesAtOnce() {
    String many = "{\"requests\":[" + "{\"action\":\"search\"},".repeat(100) + "{}]}";
    JsonFields json = JsonFields.read("user-service", stream(many), Set.of("requests"));
    json.objects("requests", 100, AskedFor.FIELDS);
    assertThatThrownBy(() -> json.refuseIfInvalid()).isInstanceOf(ProblemException.class);

    JsonFields wrong =
        JsonFields.read(
            "user-service",
            stream("{\"requests\":[1],\"put\":[2],\"remove\":{}}"),
            Set.of("requests", "put", "remove"));
    assertThat(wrong.objects("requests", 100, AskedFor.FIELDS)).isEmpty();
    assertThat(wrong.verbatims("put", 5)).isEmpty();
    assertThat(wrong.verbatims("remove", 5)).isEmpty();
    assertThatThrownBy(() -> wrong.refuseIfInvalid()).isInstanceOf(ProblemException.class);
  }

  @Test
  void readsAPolicyAsJsonAndAsText() {
    String cedar = "@id(\"x\")\npermit (principal, action, resource);";
    PolicyRequest text =
        PolicyRequest.read(MediaType.valueOf("text/plain; charset=UTF-8"), stream(cedar));
    assertThat(text.requiredText()).isEqualTo(cedar);
    assertThat(text.enabled()).isNull();

    PolicyRequest json =
        PolicyRequest.read(
            MediaType.APPLICATION_JSON_TYPE, stream("{\"text\":\"a\\nb\",\"enabled\":false}"));
    assertThat(json.requiredText()).isEqualTo("a\nb");
    assertThat(json.enabled()).isFalse();
    assertThatThrownBy(
            () ->
                PolicyRequest.read(MediaType.APPLICATION_JSON_TYPE, stream("{\"enabled\":true}"))
                    .requiredText())
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void takesTheCallersAddressFromTheWay() {
    SecurityContext nobody = mock(SecurityContext.class);
    assertThat(Circumstances.of("203.0.113.5, 10.0.0.1", nobody).network())
        .isEqualTo("203.0.113.5");
    assertThat(Circumstances.of(null, nobody).network()).isNull();
  }

  @Test
  void takesTheClientAndTheSecondFactorFromTheToken() {
    JsonWebToken token = mock(JsonWebToken.class);
    SecurityContext security = mock(SecurityContext.class);
    when(security.getUserPrincipal()).thenReturn(token);
    assertThat(Circumstances.of(null, security).mfa()).isFalse();
    assertThat(Circumstances.of(null, security).client()).isEmpty();

    when(token.getClaim("amr")).thenReturn(Json.createArrayBuilder().add("pwd").add("mfa").build());
    when(token.getClaim("client_id")).thenReturn("terminal");
    assertThat(Circumstances.of(null, security).mfa()).isTrue();
    assertThat(Circumstances.of(null, security).client()).isEqualTo("terminal");

    when(token.getClaim("amr")).thenReturn(Set.of("pwd"));
    when(token.getClaim("azp")).thenReturn(Json.createValue("console"));
    assertThat(Circumstances.of(null, security).mfa()).isFalse();
    assertThat(Circumstances.of(null, security).client()).isEqualTo("console");
  }
}
