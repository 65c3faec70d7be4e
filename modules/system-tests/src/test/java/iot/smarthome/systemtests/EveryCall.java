package iot.smarthome.systemtests;

import iot.smarthome.standalone.DemoUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How each operation of the contracts is called, and by whom rightfully. Words such as {@code
 * $room} stand for the ids of a {@link Home}.
 *
 * @param operation its operationId
 * @param query with the question mark; may be empty
 * @param bodies by content type; a body of JSON is sent as each JSON type of the contract
 * @param rightful who may call it for his own home
 * @param answer what others get
 * @param shows what the rightful caller finds in the answer; null where nothing is looked for
 */
record EveryCall(
    String operation,
    String query,
    Map<String, String> bodies,
    Caller rightful,
    Others answer,
    String shows) {

  static final String PLAN =
      "<svg xmlns='http://www.w3.org/2000/svg'><rect id='R1' width='2' height='1'/></svg>";

  private static final String JSON = "application/json";
  private static final String RENAMED = "{\"name\":\"$name\"}";
  private static final String PLACE = "{\"code\":\"N-$number\",\"name\":\"$name\"}";
  private static final String POLICY =
      "@id(\"guests-$number\") @description(\"Nobody's.\") permit (principal == User::\"none\","
          + " action == Action::\"readDevice\", resource);";

  /** Those who can log in. */
  enum Caller {
    ADMIN(DemoUsers.ADMINISTRATOR),
    MANAGER("garden-manager"),
    ENGINEER("garden-engineer"),
    RESIDENT("garden-resident");

    private final String subject;

    Caller(String subject) {
      this.subject = subject;
    }

    String subject() {
      return subject;
    }
  }

  /** What those get who may not. */
  enum Others {
    /** 401, 403 or 404. */
    REFUSED,
    /** An answer, as everybody gets, with nothing of what is not theirs. */
    NOTHING_OF_IT
  }

  /** Whether everybody with an account may call it, for himself. */
  boolean isForEverybody() {
    return answer == Others.NOTHING_OF_IT;
  }

  /** The table, in the order in which the rightful can do all of it: what is removed is last. */
  static List<EveryCall> all() {
    List<EveryCall> all = new ArrayList<>();
    all.addAll(places());
    all.addAll(devices());
    all.addAll(people());
    all.addAll(policies());
    all.addAll(removals());
    return all;
  }

  private static List<EveryCall> places() {
    return List.of(
        list("listBuildings", "", Caller.MANAGER, "$building"),
        list("listBuildings", "?limit=200", Caller.RESIDENT, "$building"),
        list("listFloors", "", Caller.MANAGER, "$floor"),
        list("listAreas", "", Caller.ENGINEER, "$area"),
        list("listRooms", "", Caller.RESIDENT, "$room"),
        list("listSubtree", "", Caller.MANAGER, "$room"),
        read("getBuilding", Caller.MANAGER, "$building"),
        read("getFloor", Caller.MANAGER, "$floor"),
        read("getArea", Caller.ENGINEER, "$area"),
        read("getRoom", Caller.RESIDENT, "$room"),
        read("getPlace", Caller.ENGINEER, "$area"),
        read("getPlan", Caller.MANAGER, "<svg"),
        read("listRegions", Caller.MANAGER, "$room"),
        json("addBuilding", "", Caller.ADMIN, PLACE),
        json("addFloor", "", Caller.MANAGER, PLACE),
        json("addArea", "", Caller.MANAGER, PLACE),
        json("addRoom", "", Caller.MANAGER, PLACE),
        json("changeBuilding", "", Caller.MANAGER, RENAMED),
        json("changeFloor", "", Caller.MANAGER, RENAMED),
        json("changeArea", "", Caller.MANAGER, RENAMED),
        json("changeRoom", "", Caller.MANAGER, RENAMED),
        json("movePlace", "", Caller.MANAGER, "{\"parentId\":\"$upstairs\"}"),
        write(
            "importBuilding",
            "",
            Caller.ADMIN,
            "text/csv",
            "building,floor,area,room,name\nI-$number,,,,$name\n"),
        write(
            "importBuilding",
            "?buildingId=$building",
            Caller.MANAGER,
            "text/csv",
            "floor,area,room,name\n$number,,,$name\n"),
        write("changePlan", "", Caller.MANAGER, "image/svg+xml", PLAN));
  }

  private static List<EveryCall> devices() {
    String device =
        "{\"name\":\"$name\",\"category\":\"kg\",\"serial\":\"SN-$number\","
            + "\"bindCode\":\"STOCK-kg-$number\",\"%s\":\"%s\"}";
    String command = "{\"code\":\"muffling\",\"value\":true,\"expiresIn\":\"PT30S\"}";
    return List.of(
        list("listDevices", "", Caller.ENGINEER, "$device"),
        list("listDevices", "?building=$building", Caller.RESIDENT, "$device"),
        list("listDevices", "?area=$area&room=$room", Caller.MANAGER, "$device"),
        read("getDevice", Caller.RESIDENT, "$device"),
        with("?from=-1h", read("getDeviceMetrics", Caller.RESIDENT, "series")),
        json("registerDevice", "", Caller.ENGINEER, device.formatted("roomId", "$room")),
        json("registerDevice", "", Caller.ENGINEER, device.formatted("areaId", "$area")),
        json("commandDevice", "", Caller.RESIDENT, command),
        json("commandDevice", "", Caller.ENGINEER, command),
        read("getCommand", Caller.RESIDENT, "$command"),
        read("listCommands", Caller.ENGINEER, "$command"),
        json("changeDevice", "", Caller.ENGINEER, RENAMED),
        json("changeDevice", "", Caller.ENGINEER, "{\"areaId\":\"$area\"}"),
        json("changeDevice", "", Caller.ENGINEER, "{\"roomId\":\"$room\"}"),
        json(
            "moveDevices",
            "",
            Caller.ENGINEER,
            "{\"fromRoomId\":\"$room\",\"toAreaId\":\"$area\"}"),
        json(
            "moveDevices",
            "",
            Caller.ENGINEER,
            "{\"fromAreaId\":\"$area\",\"toRoomId\":\"$room\"}"),
        list("listAlerts", "", Caller.RESIDENT, "$alert"),
        list("listAlerts", "?building=$building", Caller.MANAGER, "$alert"),
        list("listAlerts", "?area=$area", Caller.ENGINEER, "$alert"),
        read("getAlert", Caller.RESIDENT, "$alert"),
        write("acknowledgeAlert", "", Caller.ENGINEER, null, null),
        list(
            "search",
            "?q=$name&facets=kind,category,building&limit=50",
            Caller.ENGINEER,
            "$device"),
        list("search", "?building=$building", Caller.MANAGER, "$room"),
        list("search", "?place=$area", Caller.RESIDENT, "$device"),
        list("suggest", "?q=$name", Caller.MANAGER, "$name"),
        write("rebuildSearch", "", Caller.ADMIN, null, null),
        read("readRebuild", Caller.ADMIN, null));
  }

  private static List<EveryCall> people() {
    String question =
        "\"action\":\"readDevice\",\"resource\":{\"type\":\"Device\",\"id\":\"$device\"}";
    return List.of(
        list("getSelf", "", Caller.RESIDENT, "$room"),
        forEverybody(json("changeSelf", "", Caller.RESIDENT, "{\"language\":\"vi\"}")),
        forEverybody(json("askDecision", "", Caller.RESIDENT, "{" + question + "}")),
        json("askDecision", "", Caller.ADMIN, "{" + question + ",\"principal\":\"$user\"}"),
        list("getScope", "?action=readDevice", Caller.MANAGER, "$building"),
        list("getScope", "?action=readPlace", Caller.RESIDENT, "$room"),
        read("listUsers", Caller.ADMIN, "$user"),
        read("getUser", Caller.ADMIN, "$user"),
        json(
            "addUser",
            "",
            Caller.ADMIN,
            "{\"subject\":\"new-$number\",\"name\":\"$name\",\"roles\":[\"administrator\"],"
                + "\"groups\":[\"platform\"]}"),
        json("changeUser", "", Caller.ADMIN, RENAMED),
        list("listGroups", "", Caller.RESIDENT, "$group"),
        list("getGroup", "", Caller.ENGINEER, "$group"),
        json("addGroup", "", Caller.ADMIN, "{\"id\":\"new-$number\",\"name\":\"team\"}"),
        json("changeGroup", "", Caller.ADMIN, "{\"name\":\"team\"}"),
        write("addMember", "", Caller.ADMIN, null, null),
        read("listMembers", Caller.ADMIN, "$user"),
        read("listOwnerships", Caller.ADMIN, "$ownership"),
        with("?user=$user", read("listOwnerships", Caller.ADMIN, "$ownership")),
        read("getOwnership", Caller.ADMIN, "$ownership"),
        json(
            "addOwnership",
            "",
            Caller.ADMIN,
            "{\"userId\":\"$user\",\"resource\":{\"type\":\"DEVICE\",\"id\":\"$device\"}}"),
        read("listAudit", Caller.ADMIN, "items"));
  }

  private static List<EveryCall> policies() {
    Map<String, String> policy =
        Map.of(JSON, "{\"text\":" + quoted(POLICY) + "}", "text/plain", POLICY);
    return List.of(
        read("listPolicies", Caller.ADMIN, "$policy"),
        read("getPolicy", Caller.ADMIN, "$policy"),
        read("listPolicyVersions", Caller.ADMIN, "items"),
        new EveryCall("addPolicy", "", policy, Caller.ADMIN, Others.REFUSED, null),
        new EveryCall("validatePolicy", "", policy, Caller.ADMIN, Others.REFUSED, null),
        new EveryCall(
            "changePolicy",
            "",
            Map.of(
                JSON,
                "{\"enabled\":false}",
                "text/plain",
                POLICY.replace("guests-$number", "$policy")),
            Caller.ADMIN,
            Others.REFUSED,
            null),
        json(
            "simulatePolicies",
            "",
            Caller.ADMIN,
            "{\"put\":["
                + quoted(POLICY)
                + "],\"remove\":[],\"requests\":[{\"action\":\"readDevice\",\"resource\":"
                + "{\"type\":\"Device\",\"id\":\"$device\"}}]}"));
  }

  private static List<EveryCall> removals() {
    return List.of(
            "deleteDevice ENGINEER",
            "removePlan MANAGER",
            "removeRoom MANAGER",
            "removeArea MANAGER",
            "removeFloor MANAGER",
            "removeBuilding MANAGER",
            "removeOwnership ADMIN",
            "removeMember ADMIN",
            "removeUser ADMIN",
            "removeGroup ADMIN",
            "deletePolicy ADMIN")
        .stream()
        .map(line -> line.split(" "))
        .map(words -> write(words[0], "", Caller.valueOf(words[1]), null, null))
        .toList();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\"", "\\\"") + "\"";
  }

  private static EveryCall list(String operation, String query, Caller rightful, String shows) {
    return new EveryCall(operation, query, Map.of(), rightful, Others.NOTHING_OF_IT, shows);
  }

  private static EveryCall read(String operation, Caller rightful, String shows) {
    return new EveryCall(operation, "", Map.of(), rightful, Others.REFUSED, shows);
  }

  private static EveryCall json(String operation, String query, Caller rightful, String body) {
    return write(operation, query, rightful, JSON, body);
  }

  private static EveryCall write(
      String operation, String query, Caller rightful, String contentType, String body) {
    return new EveryCall(
        operation,
        query,
        contentType == null ? Map.of() : Map.of(contentType, body),
        rightful,
        Others.REFUSED,
        null);
  }

  private static EveryCall with(String query, EveryCall call) {
    return new EveryCall(
        call.operation, query, call.bodies, call.rightful, call.answer, call.shows);
  }

  private static EveryCall forEverybody(EveryCall call) {
    return new EveryCall(
        call.operation, call.query, call.bodies, call.rightful, Others.NOTHING_OF_IT, call.shows);
  }

  /** The body that is sent as a content type of the contract; null when none is known. */
  String body(String contentType) {
    String own = bodies.get(contentType);
    return own == null && contentType.endsWith("+json") ? bodies.get(JSON) : own;
  }
}
