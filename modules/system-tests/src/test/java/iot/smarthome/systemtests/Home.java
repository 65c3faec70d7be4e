package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.standalone.DemoUsers;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A building with one of everything in it, which is told by one name, and the people of it. */
final class Home {

  static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern WORD = Pattern.compile("\\$([A-Za-z]+)");
  private static final String JSON = "application/json";

  private final String name;
  private final String slug;
  private final Map<String, String> ids = new LinkedHashMap<>();

  /**
   * @param name stands in the name of each thing of it, and of nothing else
   */
  Home(String name) {
    this.name = name;
    this.slug = name.toLowerCase(Locale.ROOT).replace(' ', '-') + "-" + Steps.number();
  }

  /** Builds it, as the administrator of everything. */
  Home built() throws Exception {
    group("team");
    group("managers");
    create("building", "buildings", place("HOME").add("responsibleGroup", slug + "-managers"));
    create("floor", "buildings/$building/floors", place("1"));
    create("upstairs", "buildings/$building/floors", place("2"));
    create("area", "floors/$floor/areas", place("A").add("responsibleGroup", slug + "-team"));
    create("room", "areas/$area/rooms", place("101"));
    HttpResponse<String> plan =
        call("PUT", "floors/$floor/plan", admin(), "image/svg+xml", EveryCall.PLAN, false);
    assertThat(plan.statusCode()).as(plan.body()).isEqualTo(201);
    String bindCode = "STOCK-ywbj-" + Steps.number();
    create(
        "device",
        "devices",
        Json.createObjectBuilder()
            .add("name", name)
            .add("category", "ywbj")
            .add("serial", "SN" + Steps.number())
            .add("roomId", id("room"))
            .add("bindCode", bindCode));
    await("device of " + name)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(call("GET", "devices/$device", admin(), null, null).body())
                    .contains("\"ACTIVATED\""));
    alert(bindCode);
    command();
    user("user", slug + "-guest", "end-user", null);
    create("ownership", "ownerships", owns("$user"));
    create(
        "policy",
        "policies",
        Json.createObjectBuilder()
            .add(
                "text",
                "@id(\"%s-guests\") @description(\"Nobody's.\") permit (principal == User::\"none\","
                        .formatted(slug)
                    + " action == Action::\"readDevice\", resource);"));
    return this;
  }

  private void alert(String bindCode) throws Exception {
    HttpRequest smoke =
        HttpRequest.newBuilder(URI.create(Platform.internal() + "/tuya-mock/admin/scenarios"))
            .header("Content-Type", JSON)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"scenario\":\"smoke\",\"bindCode\":\"" + bindCode + "\"}"))
            .build();
    HttpResponse<String> raised = CLIENT.send(smoke, HttpResponse.BodyHandlers.ofString());
    assertThat(raised.statusCode()).as(raised.body()).isBetween(200, 204);
    await("alert of " + name)
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonObject alerts =
                  json(call("GET", "alerts?area=$area", admin(), null, null).body());
              assertThat(alerts.getJsonArray("items")).isNotEmpty();
              ids.put("alert", alerts.getJsonArray("items").getJsonObject(0).getString("id"));
            });
  }

  /** One that has ended: nothing more becomes of it by itself. */
  private void command() throws Exception {
    HttpResponse<String> given =
        call(
            "POST",
            "devices/$device/commands",
            admin(),
            JSON,
            "{\"code\":\"muffling\",\"value\":true}");
    assertThat(given.statusCode()).as(given.body()).isEqualTo(202);
    ids.put("command", json(given.body()).getString("id"));
    await("command of " + name)
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        call("GET", "devices/$device/commands/$command", admin(), null, null)
                            .body())
                    .contains("\"endedAt\""));
  }

  /** Lets those who can log in live and work here. */
  Home withPeople(String manager, String engineer, String resident) throws Exception {
    user("manager", manager, "administrator", slug + "-managers");
    user("engineer", engineer, "engineer", slug + "-team");
    user("resident", resident, "end-user", null);
    create("home", "ownerships", owns("$resident"));
    for (String person : new String[] {manager, engineer, resident}) {
      await("rights of " + person)
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(call("GET", "devices", Logins.user(person), null, null).body())
                      .contains(id("device")));
    }
    return this;
  }

  /** Lets the people go, so that others may come of their names. */
  void leave() throws Exception {
    for (String person : new String[] {"manager", "engineer", "resident"}) {
      HttpResponse<String> gone = call("DELETE", "users/$" + person, admin(), null, null);
      assertThat(gone.statusCode()).as(gone.body()).isEqualTo(204);
    }
  }

  private JsonObjectBuilder place(String code) {
    return Json.createObjectBuilder().add("code", code + "-" + Steps.number()).add("name", name);
  }

  private JsonObjectBuilder owns(String user) {
    return Json.createObjectBuilder()
        .add("userId", filled(user))
        .add("resource", Json.createObjectBuilder().add("type", "ROOM").add("id", id("room")));
  }

  private void group(String kind) throws Exception {
    // everybody may read which groups there are, so that their names tell nothing of it
    create(
        kind.equals("team") ? "group" : kind,
        "groups",
        Json.createObjectBuilder().add("id", slug + "-" + kind).add("name", kind));
  }

  private void user(String word, String subject, String role, String group) throws Exception {
    var groups = Json.createArrayBuilder();
    if (group != null) {
      groups.add(group);
    }
    create(
        word,
        "users",
        Json.createObjectBuilder()
            .add("subject", subject)
            .add("name", name)
            .add("roles", Json.createArrayBuilder().add(role))
            .add("groups", groups));
  }

  /** Adds a policy; its id is known by the word. */
  void policy(String word, String text) {
    create(word, "policies", Json.createObjectBuilder().add("text", filled(text)));
  }

  /** What was made a moment ago may not be known everywhere yet. */
  private void create(String word, String collection, JsonObjectBuilder body) {
    String text = body.build().toString();
    HttpResponse<String> created =
        await(collection)
            .atMost(PATIENCE)
            .ignoreExceptionsInstanceOf(IOException.class)
            .until(
                () -> call("POST", collection, admin(), JSON, text),
                answer ->
                    !answer.body().contains("urn:problem:smarthome:api-gateway:")
                        && answer.statusCode() != 503);
    assertThat(created.statusCode()).as(collection + " " + created.body()).isEqualTo(201);
    ids.put(word, json(created.body()).getString("id"));
  }

  String name() {
    return name;
  }

  Map<String, String> ids() {
    return Map.copyOf(ids);
  }

  /** The id of the one thing of that kind here. */
  String id(String word) {
    assertThat(ids).as("things of " + name).containsKey(word);
    return ids.get(word);
  }

  /**
   * The text with every {@code $kind} replaced by the id of that thing, or a number or the name.
   */
  String filled(String text) {
    Matcher word = WORD.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (word.find()) {
      String with =
          switch (word.group(1)) {
            case "number" -> Long.toString(Steps.number());
            case "name" -> name;
            default -> id(word.group(1));
          };
      word.appendReplacement(filled, Matcher.quoteReplacement(with));
    }
    return word.appendTail(filled).toString();
  }

  static String admin() {
    return Logins.user(DemoUsers.ADMINISTRATOR);
  }

  /**
   * Calls the public address.
   *
   * @param path below {@code /api/}, with the words of {@link #filled}
   * @param contentType null where there is no body
   */
  HttpResponse<String> call(
      String method, String path, String authorization, String contentType, String body)
      throws IOException, InterruptedException {
    return call(method, path, authorization, contentType, body, !method.equals("GET"));
  }

  private HttpResponse<String> call(
      String method,
      String path,
      String authorization,
      String contentType,
      String body,
      boolean changing)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(Platform.address() + "/api/" + filled(path).replace(" ", "%20")))
            .timeout(Duration.ofSeconds(60))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(filled(body)));
    if (changing) {
      // what is let through by mistake must be carried out, so that it is seen
      request.header("If-Match", "*");
    }
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
