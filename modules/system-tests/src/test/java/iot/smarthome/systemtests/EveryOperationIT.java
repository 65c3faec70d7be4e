package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import iot.smarthome.standalone.DemoUsers;
import iot.smarthome.systemtests.Contracts.Operation;
import iot.smarthome.systemtests.EveryCall.Caller;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every operation of every contract, called by those who must not, with the real ids of things that
 * are none of theirs and with bodies that would do something: without a login, by somebody whom the
 * platform does not know, and by the people of another building. Nothing may come of it.
 *
 * <p>The same people then do the same in their own building, and get through: so the others were
 * refused for what they are, and not for how they called.
 *
 * <p>The operations come from {@code openapi/*.yaml}. One that {@link EveryCall} does not know
 * fails.
 */
@ExtendWith(Platform.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EveryOperationIT {

  private static final List<Caller> OUTSIDERS =
      List.of(Caller.RESIDENT, Caller.ENGINEER, Caller.MANAGER);
  private static final Pattern PARAMETER = Pattern.compile("([a-z]+)/\\{([A-Za-z]+)}");
  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("buildings", "$building"),
          Map.entry("floors", "$floor"),
          Map.entry("areas", "$area"),
          Map.entry("rooms", "$room"),
          Map.entry("places", "$area"),
          Map.entry("devices", "$device"),
          Map.entry("commands", "$command"),
          Map.entry("alerts", "$alert"),
          Map.entry("users", "$user"),
          Map.entry("groups", "$group"),
          Map.entry("members", "$user"),
          Map.entry("ownerships", "$ownership"),
          Map.entry("policies", "$policy"));

  /** What tells whether something of the home was changed, added or removed. */
  private static final List<String> STATE =
      List.of(
          "buildings/$building",
          "floors/$floor",
          "areas/$area",
          "rooms/$room",
          "places/$building/places?limit=200",
          "floors/$floor/plan",
          "devices/$device",
          "devices/$device/commands",
          "devices?building=$building&limit=200",
          "alerts/$alert",
          "alerts?building=$building",
          "users/$user",
          "groups/$group",
          "groups/$group/members",
          "ownerships/$ownership",
          "ownerships?user=$user",
          "policies/$policy");

  private static final List<String> COLLECTIONS =
      List.of("buildings", "devices", "users", "groups", "ownerships", "policies");

  private static final Map<String, String> BEFORE = new LinkedHashMap<>();
  private static Home theirs;
  private static Home own;

  /**
   * @param contentType null without a body
   */
  private record Attempt(Operation operation, EveryCall way, String contentType) {

    String path() {
      Matcher parameter = PARAMETER.matcher(operation.path().substring(1));
      StringBuilder path = new StringBuilder();
      while (parameter.find()) {
        assertThat(KINDS).as("kinds of things, for %s", operation).containsKey(parameter.group(1));
        parameter.appendReplacement(
            path,
            Matcher.quoteReplacement(parameter.group(1) + "/" + KINDS.get(parameter.group(1))));
      }
      String filled = parameter.appendTail(path).toString();
      assertThat(filled).as("path of %s", operation).doesNotContain("{");
      return filled + way.query();
    }

    HttpResponse<String> at(Home home, String authorization) throws Exception {
      return home.call(
          operation.method(),
          path(),
          authorization,
          contentType,
          contentType == null ? null : way.body(contentType));
    }

    String name(String caller) {
      return caller
          + ": "
          + operation.id()
          + " ("
          + operation.method()
          + " "
          + path()
          + (contentType == null ? "" : ", " + contentType)
          + ")";
    }
  }

  @BeforeAll
  static void build() throws Exception {
    theirs = new Home("Cedar Court").built();
    own =
        new Home("Willow House")
            .built()
            .withPeople(
                Caller.MANAGER.subject(), Caller.ENGINEER.subject(), Caller.RESIDENT.subject());
    BEFORE.putAll(state());
  }

  @AfterAll
  static void leave() throws Exception {
    if (own != null) {
      own.leave();
    }
  }

  private static Map<String, String> state() throws Exception {
    Map<String, String> state = new LinkedHashMap<>();
    for (String path : STATE) {
      HttpResponse<String> answer = theirs.call("GET", path, Home.admin(), null, null);
      assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(200);
      state.put(path, answer.headers().firstValue("ETag").orElse("") + " " + answer.body());
    }
    for (String collection : COLLECTIONS) {
      state.put(collection, new TreeSet<>(ids(collection)).toString());
    }
    return state;
  }

  private static List<String> ids(String collection) throws Exception {
    List<String> ids = new ArrayList<>();
    String next = "";
    do {
      JsonObject page =
          Home.json(
              theirs
                  .call("GET", collection + "?limit=200" + next, Home.admin(), null, null)
                  .body());
      page.getJsonArray("items")
          .getValuesAs(JsonObject.class)
          .forEach(item -> ids.add(item.getString("id")));
      next = page.getString("next", null) == null ? null : "&cursor=" + page.getString("next");
    } while (next != null);
    return ids;
  }

  private static List<Attempt> attempts() throws Exception {
    Map<String, Operation> operations =
        Contracts.operations().stream()
            .collect(
                Collectors.toMap(Operation::id, Function.identity(), (a, b) -> a, TreeMap::new));
    List<Attempt> attempts = new ArrayList<>();
    for (EveryCall way : EveryCall.all()) {
      Operation operation = operations.get(way.operation());
      assertThat(operation).as("the contracts' operation " + way.operation()).isNotNull();
      if (operation.contentTypes().isEmpty()) {
        attempts.add(new Attempt(operation, way, null));
      }
      for (String contentType : operation.contentTypes()) {
        assertThat(way.body(contentType))
            .as("a body of the type %s for %s", contentType, operation)
            .isNotNull();
        attempts.add(new Attempt(operation, way, contentType));
      }
    }
    return attempts;
  }

  @Test
  @Order(0)
  void knowsEveryOperation() throws Exception {
    assertThat(EveryCall.all())
        .extracting(EveryCall::operation)
        .containsAll(Contracts.operations().stream().map(Operation::id).toList());
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> isRefusedWithoutALogin() throws Exception {
    return attempts().stream()
        .map(
            attempt ->
                dynamicTest(
                    attempt.name("nobody"),
                    () -> {
                      HttpResponse<String> answer = attempt.at(theirs, null);
                      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
                    }));
  }

  @TestFactory
  @Order(2)
  Stream<DynamicTest> isRefusedToThoseWhomThePlatformDoesNotKnow() throws Exception {
    return attempts().stream()
        .map(
            attempt ->
                dynamicTest(
                    attempt.name("stranger"),
                    () -> {
                      HttpResponse<String> answer =
                          attempt.at(theirs, Logins.user(DemoUsers.STRANGER));
                      if (attempt.way().isForEverybody() && answer.statusCode() == 200) {
                        saysNothingOfTheirs(attempt, answer);
                      } else {
                        isRefusal(answer);
                      }
                    }));
  }

  @TestFactory
  @Order(3)
  Stream<DynamicTest> isRefusedToPeopleOfAnotherBuildingOrShowsThemNothing() throws Exception {
    List<Attempt> attempts = attempts();
    return OUTSIDERS.stream()
        .flatMap(
            outsider ->
                attempts.stream()
                    .map(
                        attempt ->
                            dynamicTest(
                                attempt.name(outsider.subject()),
                                () ->
                                    isNotForOthers(
                                        attempt,
                                        attempt.at(theirs, Logins.user(outsider.subject()))))));
  }

  private static void isNotForOthers(Attempt attempt, HttpResponse<String> answer) {
    if (!attempt.way().isForEverybody()) {
      isRefusal(answer);
    } else if (answer.statusCode() == 404) {
      // a list of what lies in a place of theirs: as if there were none
      assertThat(attempt.path()).as(answer.body()).contains("/$");
    } else {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      saysNothingOfTheirs(attempt, answer);
    }
  }

  private static void isRefusal(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(401, 403, 404);
    assertThat(answer.body())
        .doesNotContain(theirs.name())
        .contains("\"instance\":\"" + answer.request().uri().getPath() + "\"");
  }

  private static void saysNothingOfTheirs(Attempt attempt, HttpResponse<String> answer) {
    assertThat(answer.body()).doesNotContain(theirs.name());
    if (attempt.operation().id().equals("askDecision")) {
      // says again what it was asked about
      assertThat(answer.body()).contains("\"DENY\"");
      return;
    }
    theirs
        .ids()
        .forEach(
            (word, id) -> {
              // which groups there are is for everybody to read
              if (!word.equals("group") && !word.equals("managers")) {
                assertThat(answer.body()).as(word).doesNotContain(id);
              }
            });
  }

  /** Calls in which something of the caller's own stands beside what is not. */
  @TestFactory
  @Order(4)
  Stream<DynamicTest> isRefusedBesideSomethingOfTheCallersOwn() {
    String device = "{\"name\":\"x\",\"category\":\"kg\",\"serial\":\"SN-$number\",";
    String bound = "\"bindCode\":\"STOCK-kg-$number\"}";
    String json = "application/json";
    return Stream.of(
            new String[] {"MANAGER", "POST", "places/#room/move", json, "{\"parentId\":\"$area\"}"},
            new String[] {"MANAGER", "POST", "places/$room/move", json, "{\"parentId\":\"#area\"}"},
            new String[] {"ENGINEER", "PATCH", "devices/#device", json, "{\"roomId\":\"$room\"}"},
            new String[] {"ENGINEER", "PATCH", "devices/#device", json, "{\"areaId\":\"$area\"}"},
            new String[] {"ENGINEER", "PATCH", "devices/$device", json, "{\"roomId\":\"#room\"}"},
            new String[] {
              "ENGINEER",
              "PATCH",
              "devices/#device",
              "application/merge-patch+json",
              "{\"roomId\":\"#room\",\"roomId\":\"$room\"}"
            },
            new String[] {
              "ENGINEER",
              "POST",
              "devices",
              json,
              device + "\"areaId\":\"#area\",\"roomId\":\"$room\"," + bound
            },
            new String[] {
              "ENGINEER",
              "POST",
              "devices",
              json,
              device + "\"roomId\":\"#room\",\"roomId\":\"$room\"," + bound
            },
            new String[] {
              "ENGINEER",
              "POST",
              "devices",
              json,
              device + "\"roomId\":\"#room\",\"room\\u0049d\":\"$room\"," + bound
            },
            new String[] {
              "ENGINEER",
              "POST",
              "devices",
              "application/json;charset=UTF-16",
              device + "\"roomId\":\"$room\"," + bound
            },
            new String[] {
              "MANAGER",
              "POST",
              "buildings/import?buildingId=#building&buildingId=$building",
              "text/csv",
              "floor,area,room,name\n$number,,,x\n"
            },
            new String[] {
              "MANAGER",
              "POST",
              "buildings/import?buildingId=$building&buildingId=#building",
              "text/csv",
              "floor,area,room,name\n$number,,,x\n"
            },
            new String[] {
              "MANAGER",
              "POST",
              "buildings/import?buildingId=",
              "text/csv",
              "building,floor,area,room,name\nI-$number,,,,x\n"
            },
            new String[] {
              "MANAGER",
              "POST",
              "ownerships",
              json,
              "{\"userId\":\"#resident\"," + "\"resource\":{\"type\":\"ROOM\",\"id\":\"$room\"}}"
            },
            new String[] {
              "MANAGER",
              "PATCH",
              "me",
              json,
              "{\"roles\":[\"administrator\"]," + "\"groups\":[\"platform\"]}"
            },
            new String[] {"MANAGER", "GET", "places/#building/../$building", null, null},
            new String[] {"MANAGER", "GET", "places/#building%2F..%2F$building", null, null},
            new String[] {"MANAGER", "GET", "places/#building/%2e%2e/$building", null, null},
            new String[] {"MANAGER", "GET", "places/$building;x=#building", null, null},
            new String[] {"MANAGER", "GET", "places//$building", null, null},
            new String[] {"RESIDENT", "GET", "devices/$device/?id=#device", null, null},
            new String[] {"RESIDENT", "GET", "devices/$device/metrics/?id=#device", null, null})
        .map(
            words ->
                dynamicTest(
                    String.join(" ", words[0], words[1], words[2], words[4]),
                    () -> {
                      HttpResponse<String> answer =
                          theirs.call(
                              words[1],
                              withOwn(words[2]),
                              Logins.user(Caller.valueOf(words[0]).subject()),
                              words[3],
                              withOwn(words[4]));
                      assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
                      assertThat(answer.body()).doesNotContain(theirs.name());
                    }));
  }

  /** What the caller asks for twice, with something of his own. */
  @TestFactory
  @Order(5)
  Stream<DynamicTest> showsNothingBesideWhatIsTheCallersOwn() {
    return Stream.of(
            "devices?building=#building&building=$building",
            "devices?building=$building&building=#building",
            "alerts?building=$building&area=#area",
            "alerts?area=#area&area=$area",
            "search?place=#building&place=$building",
            "search?q=e&place=$area",
            "places/#building/places?limit=200",
            "authorization/scope?action=readDevice&action=readAudit")
        .flatMap(
            path ->
                OUTSIDERS.stream()
                    .map(
                        outsider ->
                            dynamicTest(
                                outsider + " " + path,
                                () ->
                                    assertThat(
                                            theirs
                                                .call(
                                                    "GET",
                                                    withOwn(path),
                                                    Logins.user(outsider.subject()),
                                                    null,
                                                    null)
                                                .body())
                                        .doesNotContain(theirs.name()))));
  }

  private static String withOwn(String text) {
    return text == null
        ? null
        : own.filled(text.replaceAll("\\$", "~").replace('#', '$')).replace('~', '$');
  }

  @Test
  @Order(6)
  void hasChangedNothing() throws Exception {
    Map<String, String> after = state();
    BEFORE.forEach((path, before) -> assertThat(after.get(path)).as(path).isEqualTo(before));
  }

  /** The control: in their own building the same calls of the same people do what they should. */
  @TestFactory
  @Order(7)
  Stream<DynamicTest> isDoneForTheRightful() throws Exception {
    return attempts().stream()
        .map(
            attempt ->
                dynamicTest(
                    attempt.name(attempt.way().rightful().subject()), () -> isDone(attempt)));
  }

  private static void isDone(Attempt attempt) throws Exception {
    String authorization = Logins.user(attempt.way().rightful().subject());
    String shows = attempt.way().shows();
    if (shows != null) {
      await(attempt.operation().id())
          .atMost(Home.PATIENCE)
          .untilAsserted(
              () -> {
                HttpResponse<String> answer = attempt.at(own, authorization);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(answer.body()).contains(own.filled(shows));
              });
      return;
    }
    HttpResponse<String> answer = attempt.at(own, authorization);
    // what is not empty is not removed, and what was done is not done again
    assertThat(answer.statusCode())
        .as(answer.body())
        .matches(status -> status >= 200 && status < 300 || status == 409, "done, or a conflict");
  }
}
