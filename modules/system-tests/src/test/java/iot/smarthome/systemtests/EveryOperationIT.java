package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonPointer;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Every operation of every contract, called by those who must not: without a login, and by people
 * of another building, with the real ids of things that are none of theirs. Generated from {@code
 * openapi/*.yaml}: a new operation is tested without a line here, and one with a parameter for
 * which no real id is known fails until there is one.
 *
 * <p>What a contract opens to every role is told by its own {@code x-authz}, by a rule on the
 * platform: it may be answered, but with nothing of the others.
 */
@ExtendWith(Platform.class)
class EveryOperationIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern PARAMETER = Pattern.compile("([^/{}]+)/\\{([^}]+)}");
  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "patch", "delete", "head", "options");
  private static final Map<String, String> OUTSIDERS =
      Map.of(
          "end user of another home", "garden-resident",
          "engineer of another building", "garden-engineer",
          "administrator of another building", "garden-manager");

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** Ids of what the outsiders must not see, by the word in paths and by the type in rules. */
  private static final Map<String, String> THEIRS = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private static final Map<String, String> VERSIONS = new LinkedHashMap<>();
  private static String ownBuilding;

  private record Call(
      String contract,
      String method,
      String path,
      String operation,
      List<String[]> rules,
      String contentType) {

    boolean isOnThePlatform() {
      return rules.stream().allMatch(rule -> rule[1].equals("Platform"));
    }
  }

  // ---- the world: a building with everything in it, and another one with its people

  @BeforeAll
  static void build() throws Exception {
    group("east-team");
    group("garden-team");
    group("garden-managers");
    String building = place("buildings", "THEIRS", "east-team");
    String floor = place("buildings/" + building + "/floors", "1", null);
    String area = place("floors/" + floor + "/areas", "A", "east-team");
    String room = place("areas/" + area + "/rooms", "101", null);
    String bindCode = "STOCK-ywbj-" + Steps.number();
    String device =
        create(
            "devices",
            Json.createObjectBuilder()
                .add("name", "Smoke alarm")
                .add("category", "ywbj")
                .add("serial", "SN" + Steps.number())
                .add("roomId", room)
                .add("bindCode", bindCode));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(admin("GET", "devices/" + device).body()).contains("ACTIVATED"));
    new Steps(null).scenario("smoke", bindCode);
    String alert =
        await()
            .atMost(PATIENCE)
            .until(
                () ->
                    json(admin("GET", "alerts?area=" + area).body())
                        .getJsonArray("items").getValuesAs(JsonObject.class).stream()
                            .map(item -> item.getString("id"))
                            .toList(),
                found -> !found.isEmpty())
            .get(0);
    String user = user("of-the-east-" + Steps.number(), "end-user", null);
    String ownership = ownership(user, room);
    String policy =
        json(admin("GET", "policies").body())
            .getJsonArray("items")
            .getJsonObject(0)
            .getString("id");
    for (String[] thing :
        new String[][] {
          {"Building", "buildings", building},
          {"Floor", "floors", floor},
          {"Area", "areas", area},
          {"Room", "rooms", room},
          {"Place", "places", area},
          {"Device", "devices", device},
          {"Alert", "alerts", alert},
          {"User", "users", user},
          {"Group", "groups", "east-team"},
          {"members", "userId", user},
          {"Ownership", "ownerships", ownership},
          {"Policy", "policies", policy}
        }) {
      THEIRS.put(thing[0], thing[2]);
      THEIRS.put(thing[1], thing[2]);
    }
    for (String path :
        List.of(
            "buildings/" + building,
            "floors/" + floor,
            "areas/" + area,
            "rooms/" + room,
            "devices/" + device,
            "alerts/" + alert,
            "users/" + user,
            "groups/east-team")) {
      VERSIONS.put(path, version(path));
    }

    ownBuilding = place("buildings", "GARDEN", "garden-managers");
    String ownFloor = place("buildings/" + ownBuilding + "/floors", "1", null);
    String ownArea = place("floors/" + ownFloor + "/areas", "A", "garden-team");
    String ownRoom = place("areas/" + ownArea + "/rooms", "1", null);
    user("garden-manager", "administrator", "garden-managers");
    user("garden-engineer", "engineer", "garden-team");
    ownership(user("garden-resident", "end-user", null), ownRoom);
    for (String outsider : OUTSIDERS.values()) {
      await("rights of " + outsider)
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(call("GET", "buildings", Logins.user(outsider), null, null).body())
                      .contains(ownBuilding));
    }
  }

  private static void group(String id) throws Exception {
    HttpResponse<String> answer =
        send("POST", "groups", Json.createObjectBuilder().add("id", id).add("name", id));
    assertThat(answer.statusCode()).as(answer.body()).isIn(201, 409);
  }

  private static String place(String collection, String code, String group) throws Exception {
    JsonObjectBuilder place =
        Json.createObjectBuilder().add("code", code + Steps.number()).add("name", code);
    if (group != null) {
      place.add("responsibleGroup", group);
    }
    return create(collection, place);
  }

  private static String user(String subject, String role, String group) throws Exception {
    var groups = Json.createArrayBuilder();
    if (group != null) {
      groups.add(group);
    }
    return create(
        "users",
        Json.createObjectBuilder()
            .add("subject", subject)
            .add("name", subject)
            .add("roles", Json.createArrayBuilder().add(role))
            .add("groups", groups));
  }

  private static String ownership(String user, String room) throws Exception {
    return create(
        "ownerships",
        Json.createObjectBuilder()
            .add("userId", user)
            .add("resource", Json.createObjectBuilder().add("type", "ROOM").add("id", room)));
  }

  /** What was made a moment ago may not be known everywhere yet. */
  private static String create(String collection, JsonObjectBuilder body) throws Exception {
    String text = body.build().toString();
    HttpResponse<String> created =
        await(collection)
            .atMost(PATIENCE)
            .until(
                () ->
                    call(
                        "POST", collection, Logins.user("admin"), "application/json", text),
                answer -> answer.statusCode() == 201 || answer.statusCode() == 400);
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return json(created.body()).getString("id");
  }

  private static String version(String path) throws Exception {
    HttpResponse<String> answer = admin("GET", path);
    assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
    return answer.headers().firstValue("ETag").orElseThrow();
  }

  // ---- the calls

  @TestFactory
  Stream<DynamicTest> isRefusedWithoutALogin() throws IOException {
    return calls().stream()
        .map(
            call ->
                dynamicTest(
                    name("anonymous", call),
                    () ->
                        assertThat(send(call, null).statusCode()).as(call.toString()).isEqualTo(401)));
  }

  @TestFactory
  Stream<DynamicTest> isRefusedToPeopleOfAnotherBuildingOrShowsThemNothing() throws IOException {
    List<Call> calls = calls();
    return OUTSIDERS.entrySet().stream()
        .flatMap(
            outsider ->
                calls.stream()
                    .map(
                        call ->
                            dynamicTest(
                                name(outsider.getKey(), call),
                                () -> check(call, Logins.user(outsider.getValue())))));
  }

  @TestFactory
  Stream<DynamicTest> hasChangedNothing() {
    return VERSIONS.entrySet().stream()
        .map(
            thing ->
                dynamicTest(
                    thing.getKey(),
                    () -> assertThat(version(thing.getKey())).isEqualTo(thing.getValue())));
  }

  private static void check(Call call, String authorization) throws Exception {
    HttpResponse<String> answer = send(call, authorization);
    String said = call + " " + answer.statusCode() + " " + answer.body();
    if (!call.isOnThePlatform()) {
      assertThat(answer.statusCode()).as(said).isIn(401, 403, 404);
      return;
    }
    assertThat(answer.statusCode()).as(said).isLessThan(500);
    if (answer.statusCode() < 300) {
      // the group and policies are named by what everybody may read of the own rights
      Stream.of("Building", "Floor", "Area", "Room", "Device", "Alert", "User", "Ownership")
          .forEach(type -> assertThat(answer.body()).as(said).doesNotContain(THEIRS.get(type)));
    }
  }

  private static String name(String caller, Call call) {
    return caller + ": " + call.operation() + " (" + call.method() + " " + call.path() + ")";
  }

  private static HttpResponse<String> send(Call call, String authorization) throws Exception {
    String path = call.path().substring(1);
    Map<String, String> ids = new TreeMap<>();
    List<String> query = new ArrayList<>();
    JsonObject body = JsonObject.EMPTY_JSON_OBJECT;
    for (String[] rule : call.rules()) {
      if (rule.length < 3) {
        continue;
      }
      String name = rule[2].substring(rule[2].indexOf(':') + 1).replaceFirst("\\?$", "");
      if (rule[2].startsWith("path:")) {
        ids.put(name, theirs(call, rule[1]));
      } else if (rule[2].startsWith("query:")) {
        query.add(name + "=" + theirs(call, rule[1]));
      } else {
        body = with(body, name, theirs(call, rule[1]));
      }
    }
    Matcher parameter = PARAMETER.matcher(path);
    StringBuilder filled = new StringBuilder();
    while (parameter.find()) {
      String name = parameter.group(2);
      String id = ids.containsKey(name) ? ids.get(name) : theirs(call, parameter.group(1));
      parameter.appendReplacement(filled, parameter.group(1) + "/" + id);
    }
    parameter.appendTail(filled);
    if (!query.isEmpty()) {
      filled.append('?').append(String.join("&", query));
    }
    return call(
        call.method(),
        filled.toString(),
        authorization,
        call.contentType(),
        call.contentType() == null ? null : body.toString());
  }

  private static JsonObject with(JsonObject body, String pointer, String id) {
    JsonPointer at = Json.createPointer(pointer);
    JsonString value = Json.createValue(id);
    JsonObject parents = body;
    for (int slash = pointer.indexOf('/', 1); slash > 0; slash = pointer.indexOf('/', slash + 1)) {
      JsonPointer parent = Json.createPointer(pointer.substring(0, slash));
      if (!parent.containsValue(parents)) {
        parents = parent.add(parents, JsonObject.EMPTY_JSON_OBJECT);
      }
    }
    return at.add(parents, value);
  }

  private static String theirs(Call call, String word) {
    assertThat(THEIRS)
        .as("%s needs the real id of something of the kind '%s'", call, word)
        .containsKey(word);
    return THEIRS.get(word);
  }

  @SuppressWarnings("unchecked")
  private static List<Call> calls() throws IOException {
    List<Call> calls = new ArrayList<>();
    Path folder = Path.of(System.getProperty("smarthome.root")).resolve("openapi");
    List<Path> contracts;
    try (Stream<Path> files = Files.list(folder)) {
      contracts = files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
    for (Path contract : contracts) {
      Map<String, Object> document =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(contract));
      Map<String, Object> paths =
          (Map<String, Object>) document.getOrDefault("paths", Map.of());
      paths.forEach(
          (path, item) ->
              ((Map<String, Object>) item)
                  .forEach(
                      (method, operation) -> {
                        if (METHODS.contains(method)) {
                          calls.add(
                              call(
                                  contract.getFileName().toString(),
                                  method,
                                  path,
                                  (Map<String, Object>) operation));
                        }
                      }));
    }
    assertThat(calls).as("operations in " + folder).hasSizeGreaterThan(30);
    return calls;
  }

  @SuppressWarnings("unchecked")
  private static Call call(
      String contract, String method, String path, Map<String, Object> operation) {
    List<String[]> rules =
        Stream.of(((String) operation.get("x-authz")).split(";"))
            .map(rule -> rule.strip().split("\\s+"))
            .toList();
    Map<String, Object> body = (Map<String, Object>) operation.get("requestBody");
    String contentType =
        body == null
            ? null
            : ((Map<String, Object>) body.get("content")).keySet().iterator().next();
    return new Call(
        contract,
        method.toUpperCase(java.util.Locale.ROOT),
        path,
        (String) operation.get("operationId"),
        rules,
        contentType == null || contentType.contains("*") ? contentTypeOf(body) : contentType);
  }

  private static String contentTypeOf(Map<String, Object> body) {
    return body == null ? null : "application/json";
  }

  // ---- HTTP

  private static HttpResponse<String> admin(String method, String path) throws Exception {
    return call(method, path, Logins.user("admin"), null, null);
  }

  private static HttpResponse<String> send(String method, String path, JsonObjectBuilder body)
      throws Exception {
    return call(
        method, path, Logins.user("admin"), "application/json", body.build().toString());
  }

  private static HttpResponse<String> call(
      String method, String path, String authorization, String contentType, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(Platform.address() + "/api/" + path))
            .timeout(Duration.ofSeconds(30))
            // a change that is let through must be carried out, so that it is seen
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (!method.equals("GET") && !method.equals("POST")) {
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

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
