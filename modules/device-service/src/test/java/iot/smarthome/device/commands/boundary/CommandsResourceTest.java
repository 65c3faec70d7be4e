package iot.smarthome.device.commands.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import iot.smarthome.device.commands.control.FindCommands;
import iot.smarthome.device.commands.control.GiveCommand;
import iot.smarthome.device.commands.entity.Command;
import iot.smarthome.device.commands.entity.Reason;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsResourceTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");

  private final CommandsResource resource = new CommandsResource();
  private final Command command =
      Command.give("c1", "d1", "temp_set", "21.5", "Cel", "resident", AT, AT.plusSeconds(30));

  @BeforeEach
  void wire() {
    resource.giveCommand = mock(GiveCommand.class);
    resource.findCommands = mock(FindCommands.class);
    resource.security = mock(SecurityContext.class);
    resource.uri = mock(UriInfo.class);
    resource.expiry = Duration.ofSeconds(30);
    resource.longestExpiry = Duration.ofMinutes(10);
    when(resource.uri.getQueryParameters()).thenReturn(new MultivaluedHashMap<>());
  }

  private static ByteArrayInputStream body(String json) {
    return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
  }

  private void takes(GiveCommand.Wish wish, String subject, String json) {
    when(resource.giveCommand.give("d1", wish, subject)).thenReturn(command);
    try (Response response = resource.command("d1", body(json))) {
      assertThat(response.getStatus()).isEqualTo(202);
      assertThat(response.getHeaderString("Location")).isEqualTo("/api/devices/d1/commands/c1");
    }
  }

  @Test
  void takesACommandInTheNameOfItsCaller() {
    when(resource.security.getUserPrincipal()).thenReturn(() -> "resident");
    takes(
        new GiveCommand.Wish("temp_set", "21.5", "Cel", Duration.ofMinutes(1)),
        "resident",
        "{\"code\":\"temp_set\",\"value\":21.5,\"unit\":\"Cel\",\"expiresIn\":\"PT1M\"}");
  }

  @Test
  void takesACommandOfNobodyKnownWithTheUsualExpiry() {
    takes(
        new GiveCommand.Wish("switch_led", "true", null, Duration.ofSeconds(30)),
        null,
        "{\"code\":\"switch_led\",\"value\":true}");
    takes(
        new GiveCommand.Wish("colour_data", "{\"h\":1,\"s\":2,\"v\":3}", null, resource.expiry),
        null,
        "{\"code\":\"colour_data\",\"value\":{\"h\":1,\"s\":2,\"v\":3}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                                             | code",
        "{\"code\":\"a b\",\"value\":1}                 | code",
        "{\"code\":\"1a\",\"value\":1}                  | code",
        "{\"code\":\"a\"}                               | value",
        "{\"code\":\"a\",\"value\":null}                | value",
        "{\"code\":\"a\",\"value\":[1]}                 | value",
        "{\"code\":\"a\",\"value\":\"LONG\"}            | value",
        "{\"code\":\"a\",\"value\":1,\"unit\":7}        | unit",
        "{\"code\":\"a\",\"value\":1,\"expiresIn\":30}  | expiresIn",
        "{\"code\":\"a\",\"value\":1,\"expiresIn\":\"30s\"}    | expiresIn",
        "{\"code\":\"a\",\"value\":1,\"expiresIn\":\"PT0.9S\"} | expiresIn",
        "{\"code\":\"a\",\"value\":1,\"expiresIn\":\"PT11M\"}  | expiresIn",
        "{\"code\":\"a\",\"value\":1,\"device\":\"d2\"} | device",
      })
  void refusesABodyNamingTheFieldThatIsWrong(String json, String field) {
    assertThatThrownBy(() -> resource.command("d1", body(json.replace("LONG", "x".repeat(4097)))))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().toText("/x")).contains("\"field\":\"" + field + "\"");
            });
  }

  @Test
  void showsACommandWithItsReasonAndWithoutWhatIsNotKnown() throws Exception {
    when(resource.findCommands.byId("d1", "c1")).thenReturn(command);
    try (var jsonb = JsonbBuilder.create()) {
      assertThat(jsonb.toJson(resource.find("d1", "c1")))
          .contains("\"value\":21.5", "\"state\":\"PENDING\"", "\"givenBy\":\"resident\"")
          .doesNotContain("null", "reason", "sentAt", "endedAt");
      command.failed(new Reason("2001", "The device is offline."), AT);
      assertThat(jsonb.toJson(resource.find("d1", "c1")))
          .contains(
              "\"state\":\"FAILED\"",
              "\"reason\":{\"code\":\"2001\",\"explanation\":\"The device is offline.\"}");
    }
  }

  @Test
  void linksToTheNextPage() {
    when(resource.findCommands.page("d1", 1, null))
        .thenReturn(new Page<>(List.of(command), "next"));
    when(resource.findCommands.page("d1", 50, "next")).thenReturn(new Page<>(List.of(), null));
    try (Response response = resource.list("d1", "1", null)) {
      assertThat(response.getHeaderString("Link"))
          .isEqualTo("</api/devices/d1/commands?cursor=next>; rel=\"next\"");
      assertThat(((CommandPage) response.getEntity()).items()).hasSize(1);
    }
    try (Response response = resource.list("d1", null, "next")) {
      assertThat(response.getHeaderString("Link")).isNull();
    }
    assertThatThrownBy(() -> resource.list("d1", "ten", null)).isInstanceOf(ProblemException.class);
  }

  @Test
  void storesNothingWhenTheBodyIsWrong() {
    assertThatThrownBy(() -> resource.command("d1", body("[")))
        .isInstanceOf(ProblemException.class);
    org.mockito.Mockito.verify(resource.giveCommand, org.mockito.Mockito.never())
        .give(any(), any(), any());
  }
}
