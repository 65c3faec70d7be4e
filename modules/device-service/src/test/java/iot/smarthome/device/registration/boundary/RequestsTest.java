package iot.smarthome.device.registration.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.device.registration.control.PlaceReference;
import iot.smarthome.rest.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestsTest {

  private static InputStream body(String json) {
    return new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static String refused(Runnable reading) {
    StringBuilder document = new StringBuilder();
    assertThatThrownBy(reading::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              try (Response response = e.problem().toResponse("/devices")) {
                assertThat(response.getStatus()).isEqualTo(400);
                document.append(response.getEntity());
              }
            });
    return document.toString();
  }

  @Test
  void readsARegistration() {
    RegistrationRequest request =
        RegistrationRequest.read(
            body(
                "{'name':' Rauchmelder Küche ','category':'ywbj','serial':'SN1','roomId':'r1','bindCode':'BC1'}"));
    assertThat(request.name()).isEqualTo("Rauchmelder Küche");
    assertThat(request.place()).isEqualTo(new PlaceReference("r1", true));
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    String problem =
        refused(
            () ->
                RegistrationRequest.read(
                    body(
                        "{'name':'"
                            + "x".repeat(101)
                            + "','category':7,'serial':'','areaId':'a','roomId':'r','colour':'red'}")));
    assertThat(problem)
        .contains("\"field\":\"name\"", "has 101 characters")
        .contains("\"field\":\"category\"", "is number", "give a text, in quotes")
        .contains("\"field\":\"serial\"", "is empty")
        .contains("\"field\":\"areaId\"", "beside roomId")
        .contains("\"field\":\"colour\"", "is not known here")
        .contains("\"field\":\"bindCode\"", "is missing");
  }

  @Test
  void needsAPlaceToRegisterAndCodesInPrint() {
    assertThat(
            refused(
                () ->
                    RegistrationRequest.read(
                        body("{'name':'a\\nb','category':'ywbj','serial':'S N','bindCode':'ü'}"))))
        .contains("\"field\":\"roomId\"", "\"field\":\"serial\"", "\"field\":\"bindCode\"")
        .contains("invisible character U+000A", "leave out line breaks");
  }

  @Test
  void takesABindCodeOrAProductAndNotBoth() {
    String device = "{'name':'n','category':'dj','serial':'S','roomId':'r'";
    assertThat(RegistrationRequest.read(body(device + ",'productId':'p1'}")).productId())
        .isEqualTo("p1");
    assertThat(
            refused(
                () ->
                    RegistrationRequest.read(body(device + ",'productId':'p1','bindCode':'B1'}"))))
        .contains("\"field\":\"productId\"", "beside bindCode");
    assertThat(refused(() -> RegistrationRequest.read(body(device + "}"))))
        .contains("\"field\":\"bindCode\"", "or the productId");
    assertThat(ChangeRequest.read(body("{'productId':'p2'}")).wish().productId()).isEqualTo("p2");
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThat(refused(() -> RegistrationRequest.read(body("[1]")))).contains("is no JSON object");
    assertThat(refused(() -> RegistrationRequest.read(body("{'name':"))))
        .contains("malformed-json", "cannot be read as JSON at line 1");
    assertThat(refused(() -> RegistrationRequest.read(body("{'name':'a','name':'b'}"))))
        .contains("\"field\":\"name\"", "comes twice");
  }

  @Test
  void readsAChangeOfSomeFields() {
    assertThat(ChangeRequest.read(body("{'areaId':'a1'}")).wish().place())
        .isEqualTo(new PlaceReference("a1", false));
    assertThat(ChangeRequest.read(body("{'roomId':'r1'}")).wish().place().room()).isTrue();
    assertThat(ChangeRequest.read(body("{'bindCode':'B2'}")).wish().bindCode()).isEqualTo("B2");
    assertThat(ChangeRequest.read(body("{}")).wish().place()).isNull();
    assertThat(refused(() -> ChangeRequest.read(body("{'serial':'other'}"))))
        .contains("\"field\":\"serial\"");
  }

  @Test
  void readsAMove() {
    MoveRequest.Move move = MoveRequest.read(body("{'fromRoomId':'r1','toAreaId':'a2'}"));
    assertThat(move.from()).isEqualTo(new PlaceReference("r1", true, "fromRoomId"));
    assertThat(move.to()).isEqualTo(new PlaceReference("a2", false, "toAreaId"));
  }

  @Test
  void refusesAMoveWithoutAPlaceOrWithTwo() {
    assertThat(refused(() -> MoveRequest.read(body("{'toRoomId':'r','toAreaId':'a'}"))))
        .contains("\"field\":\"fromRoomId\"", "is missing", "beside toRoomId");
  }
}
