package iot.smarthome.standalone;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Two buildings with about sixty devices of sixteen categories, and the people who work and live in
 * them, loaded as an administrator would: by the public API. Once; a load that was broken off goes
 * on where it was.
 */
final class DemoSeed {

  /**
   * @param manager group of the administrators of the building, null for none of its own
   * @param engineers group that installs devices in its areas
   * @param residents who live on its floors, one on each; nobody where it is no home
   */
  private record BuildingPlan(
      String code,
      String name,
      double latitude,
      double longitude,
      String manager,
      String engineers,
      List<String> residents) {}

  /** A device that hangs in a room. */
  private record Fitting(String category, int number, String room, String where) {
    private String serial() {
      return "DEMO-" + category + "-" + number;
    }
  }

  private record Person(String subject, String name, String role, List<String> groups) {}

  private static final String RIVERSIDE_ENGINEERS = "riverside-engineers";
  private static final String GARDEN_ENGINEERS = "garden-engineers";
  private static final String GARDEN_MANAGERS = "garden-managers";
  private static final String END_USER = "end-user";
  private static final int ENGINEERS = 4;

  private static final List<BuildingPlan> BUILDINGS =
      List.of(
          new BuildingPlan(
              "DEMO-RIVERSIDE",
              "Riverside Offices",
              10.7769,
              106.7009,
              null,
              RIVERSIDE_ENGINEERS,
              List.of()),
          new BuildingPlan(
              "DEMO-GARDEN",
              "Garden Residence",
              48.1374,
              11.5755,
              GARDEN_MANAGERS,
              GARDEN_ENGINEERS,
              List.of(DemoUsers.RESIDENT, DemoUsers.GARDEN_RESIDENT)));

  private static final List<String> GROUPS =
      List.of(RIVERSIDE_ENGINEERS, GARDEN_ENGINEERS, GARDEN_MANAGERS);

  private static final List<Person> PEOPLE =
      List.of(
          new Person(
              DemoUsers.ENGINEER, "Riverside engineer", "engineer", List.of(RIVERSIDE_ENGINEERS)),
          new Person(DemoUsers.RESIDENT, "Resident of floor 1", END_USER, List.of()),
          new Person(
              DemoUsers.GARDEN_MANAGER,
              "Garden manager",
              "administrator",
              List.of(GARDEN_MANAGERS)),
          new Person(
              DemoUsers.GARDEN_ENGINEER, "Garden engineer", "engineer", List.of(GARDEN_ENGINEERS)),
          new Person(DemoUsers.GARDEN_RESIDENT, "Resident of floor 2", END_USER, List.of()));

  /** Rooms of each area, and the categories of the devices that hang in each. */
  private static final List<List<String>> ROOMS =
      List.of(
          List.of("Kitchen", "ywbj", "rqbj", "sj", "cz"),
          List.of("Office", "wsdcg", "co2bj", "dj", "kt"),
          List.of("Lobby", "mcs", "pir", "sp", "kg"),
          List.of("Plant room", "cobj", "wk", "pm2.5", "cl"));

  private final HttpClient client;
  private final DemoApi api;
  private final String internal;
  private final Path marker;
  private final List<Fitting> fittings = new ArrayList<>();

  /**
   * @param base address of the platform for its users
   * @param internal address of what is not for users, as the mock of Tuya Cloud
   * @param password of the administrator; nothing where nobody logs in
   */
  DemoSeed(HttpClient client, String base, String internal, Optional<String> password, Path home) {
    this.client = client;
    this.api = new DemoApi(client, base, password);
    this.internal = internal;
    this.marker = home.resolve("demo.loaded");
  }

  /**
   * @return how many devices were registered now; 0 when they were there
   */
  int load() throws IOException, InterruptedException {
    if (Files.exists(marker)) {
      return 0;
    }
    if (api.asksForLogin()) {
      loadPeople();
    }
    for (BuildingPlan plan : BUILDINGS) {
      load(plan);
    }
    int devices = registerAll();
    Files.writeString(marker, "The demo data was loaded; delete this file to load it again.\n");
    return devices;
  }

  private void loadPeople() throws IOException, InterruptedException {
    for (String group : GROUPS) {
      api.id(
          "/api/groups",
          Json.createObjectBuilder().add("id", group).add("name", group.replace('-', ' ')),
          group,
          "id");
    }
    for (Person person : PEOPLE) {
      api.id(
          "/api/users",
          Json.createObjectBuilder()
              .add("subject", person.subject())
              .add("name", person.name())
              .add("roles", Json.createArrayBuilder(List.of(person.role())))
              .add("groups", Json.createArrayBuilder(person.groups())),
          "user-" + person.subject(),
          "subject");
    }
  }

  private void load(BuildingPlan plan) throws IOException, InterruptedException {
    JsonObjectBuilder wish =
        named(plan.code(), plan.name())
            .add(
                "geo",
                Json.createObjectBuilder()
                    .add("latitude", plan.latitude())
                    .add("longitude", plan.longitude()));
    if (api.asksForLogin() && plan.manager() != null) {
      wish.add("responsibleGroup", plan.manager());
    }
    String building = place("/api/buildings", wish, plan.code());
    for (int level = 1; level <= 2; level++) {
      String path = plan.code() + "/" + level;
      String floor =
          place(
              "/api/buildings/" + building + "/floors", named("F" + level, "Floor " + level), path);
      JsonObjectBuilder west = named("A1", "West wing");
      if (api.asksForLogin()) {
        west.add("responsibleGroup", plan.engineers());
      }
      String area = place("/api/floors/" + floor + "/areas", west, path + "/A1");
      Optional<String> resident =
          api.asksForLogin() && level <= plan.residents().size()
              ? Optional.of(plan.residents().get(level - 1))
              : Optional.empty();
      furnish(plan, level, area, resident);
    }
  }

  private void furnish(BuildingPlan plan, int level, String area, Optional<String> resident)
      throws IOException, InterruptedException {
    for (int room = 0; room < ROOMS.size(); room++) {
      List<String> furnished = ROOMS.get(room);
      String code = "R" + (room + 1);
      String key = plan.code() + "/" + level + "/A1/" + code;
      String id = place("/api/areas/" + area + "/rooms", named(code, furnished.get(0)), key);
      int number = (BUILDINGS.indexOf(plan) * 2 + level) * 10 + room + 1;
      for (String category : furnished.subList(1, furnished.size())) {
        fittings.add(new Fitting(category, number, id, furnished.get(0)));
      }
      if (resident.isPresent()) {
        own(resident.get(), id, key);
      }
    }
  }

  private void own(String subject, String room, String key)
      throws IOException, InterruptedException {
    // the address takes the beginning of a subject
    String user =
        api
            .get("/api/users?subject=" + subject)
            .getJsonArray("items")
            .getValuesAs(JsonObject.class)
            .stream()
            .filter(one -> one.getString("subject").equals(subject))
            .map(one -> one.getString("id"))
            .findFirst()
            .orElseThrow(
                () -> new StartFailure("The demo data was refused: there is no user " + subject));
    HttpResponse<String> answer =
        api.create(
            "/api/ownerships",
            Json.createObjectBuilder()
                .add("userId", user)
                .add("resource", Json.createObjectBuilder().add("type", "ROOM").add("id", room)),
            "own-" + key);
    if (answer.statusCode() != 201 && answer.statusCode() != 409) {
      throw DemoApi.refused("the ownership of " + key, answer);
    }
  }

  private static JsonObjectBuilder named(String code, String name) {
    return Json.createObjectBuilder().add("code", code).add("name", name);
  }

  private String place(String path, JsonObjectBuilder body, String key)
      throws IOException, InterruptedException {
    return api.id(path, body, key, "code");
  }

  /** Several at once, as several engineers would: each waits for Tuya Cloud and for a decision. */
  private int registerAll() throws IOException, InterruptedException {
    ExecutorService engineers = Executors.newFixedThreadPool(ENGINEERS);
    try {
      List<Callable<Boolean>> work = new ArrayList<>();
      fittings.forEach(fitting -> work.add(() -> register(fitting)));
      int devices = 0;
      for (Future<Boolean> done : engineers.invokeAll(work)) {
        devices += done.get() ? 1 : 0;
      }
      return devices;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StartFailure failure) {
        throw failure;
      }
      throw new IOException("The demo devices could not be registered", e.getCause());
    } finally {
      engineers.shutdownNow();
    }
  }

  /**
   * @return whether it was registered now; false when it was there
   */
  private boolean register(Fitting fitting) throws IOException, InterruptedException {
    String serial = fitting.serial();
    HttpResponse<String> answer =
        api.create(
            "/api/devices",
            Json.createObjectBuilder()
                .add("name", fitting.where() + " " + fitting.category() + " " + fitting.number())
                .add("category", fitting.category())
                .add("serial", serial)
                .add("roomId", fitting.room())
                .add("bindCode", "STOCK-" + fitting.category() + "-" + fitting.number()),
            serial);
    if (answer.statusCode() != 201 && answer.statusCode() != 409) {
      throw DemoApi.refused(serial, answer);
    }
    return answer.statusCode() == 201;
  }

  /** Lets the demo devices live. */
  void wake() throws IOException, InterruptedException {
    String pace =
        Json.createObjectBuilder()
            .add("running", true)
            .add("speed", 1)
            .add("seed", 42)
            .build()
            .toString();
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(internal + "/tuya-mock/admin/life"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(pace))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw DemoApi.refused("the mock's life", answer);
    }
  }
}
