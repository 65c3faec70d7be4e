package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.standalone.DemoUsers;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/** Who somebody is, and what is his, counts everywhere as soon as it is stored. */
@ExtendWith(Platform.class)
@MicroShedTest
public class DirectoryIT {

  @RESTClient public static PlatformApi api;

  private final Steps steps = new Steps(api);
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> asStranger(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(Platform.address() + "/api/" + path))
            .header("Authorization", Logins.user(DemoUsers.STRANGER))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private List<String> devicesOfTheStranger() {
    HttpResponse<String> answer = asStranger("devices?limit=200");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer.body()).getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .map(device -> device.getString("id"))
        .toList();
  }

  private JsonObject stranger(String... roles) {
    JsonArrayBuilder wanted = Json.createArrayBuilder(List.of(roles));
    return steps.created(
        "users",
        Json.createObjectBuilder()
            .add("subject", DemoUsers.STRANGER)
            .add("name", "Somebody new")
            .add("roles", wanted));
  }

  private void remove(String resource, int version) {
    Response answer = api.delete(resource, "\"" + version + "\"");
    assertThat(answer.getStatus()).as(answer.readEntity(String.class)).isEqualTo(204);
  }

  /** A change must count within two seconds on a machine that does nothing else. */
  private static void counts(String what, BooleanSupplier condition) {
    long begin = System.nanoTime();
    await()
        .atMost(Steps.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(condition::getAsBoolean);
    System.out.printf(
        Locale.ROOT, "%s counts after %.2f s%n", what, (System.nanoTime() - begin) / 1e9);
  }

  @Test
  void whoIsNobodySeesNothingAndWhoOwnsARoomItsDevicesAsLongAsHeDoes() {
    Steps.Room room = steps.room();
    String device = steps.activated("ywbj", "STOCK-ywbj-" + Steps.number(), room);
    assertThat(asStranger("me").statusCode()).isBetween(401, 404);
    assertThat(asStranger("devices/" + device).statusCode()).isIn(403, 404);

    JsonObject user = stranger("end-user");
    try {
      counts("A new user", () -> asStranger("me").statusCode() == 200);
      assertThat(devicesOfTheStranger()).isEmpty();

      JsonObject ownership =
          steps.created(
              "ownerships",
              Json.createObjectBuilder()
                  .add("userId", user.getString("id"))
                  .add(
                      "resource",
                      Json.createObjectBuilder().add("type", "ROOM").add("id", room.id())));
      counts("An ownership", () -> asStranger("devices/" + device).statusCode() == 200);
      counts("An ownership in lists", () -> devicesOfTheStranger().equals(List.of(device)));
      assertThat(json(asStranger("me").body()).getJsonArray("ownedRooms"))
          .extracting(id -> ((JsonString) id).getString())
          .containsExactly(room.id());

      remove("ownerships/" + ownership.getString("id"), ownership.getInt("version"));
      counts("Its end", () -> asStranger("devices/" + device).statusCode() == 403);
      counts("Its end in lists", () -> devicesOfTheStranger().isEmpty());
    } finally {
      JsonObject now = Steps.json(api.read("users/" + user.getString("id")));
      remove("users/" + user.getString("id"), now.getInt("version"));
    }
    counts("That he is nobody", () -> asStranger("me").statusCode() != 200);
  }
}
