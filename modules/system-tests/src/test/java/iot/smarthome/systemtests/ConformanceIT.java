package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.microshed.testing.jaxrs.RESTClient;
import org.microshed.testing.jupiter.MicroShedTest;

/**
 * Real Tuya devices, and samples of our own of the same shape, through the whole platform: made in
 * the mock, registered, reporting their status, read back from InfluxDB, and compared with what is
 * computed here from their specification.
 */
@ExtendWith(Platform.class)
@MicroShedTest
public class ConformanceIT {

  @RESTClient public static PlatformApi api;

  private final Steps steps = new Steps(api);
  private final List<String> mismatches = new ArrayList<>();
  private int points;
  private int numbers;
  private int undeclared;

  @Test
  void ownSamplesComeBackAsTheirSpecificationSays() throws IOException {
    Path samples =
        Path.of(
            System.getProperty("smarthome.root"),
            "modules/tuya-adapter/src/test/resources/samples");
    compare("own samples", samples);
  }

  @Test
  void realDevicesComeBackAsTheirSpecificationSays() throws IOException {
    Path real =
        Path.of(System.getProperty("smarthome.root"), "../shared/data/tuya/fixtures/cloud")
            .normalize();
    assumeTrue(Files.isDirectory(real), "SKIPPED: no real Tuya devices at " + real);
    compare("real devices", real);
  }

  private void compare(String what, Path folder) throws IOException {
    Map<String, JsonObject> registered = new LinkedHashMap<>();
    Steps.Room room = steps.room();
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    for (Path file : files) {
      JsonObject fixture = json(Files.readString(file));
      registered.put(register(file.getFileName().toString(), fixture, room), fixture);
    }
    registered.forEach(this::compare);
    System.out.printf(
        "Conformance, %s: %d devices, %d points, %d numeric, %d undeclared, %d mismatches%n",
        what, registered.size(), points, numbers, undeclared, mismatches.size());
    assertThat(mismatches).isEmpty();
    assertThat(points).isPositive();
  }

  private String register(String file, JsonObject fixture, Steps.Room room) {
    JsonObject device = fixture.getJsonObject("device");
    String category = device.getString("category");
    String bindCode = "REAL-" + Steps.number();
    steps.tuya(
        "devices",
        Json.createObjectBuilder()
            .add("bindCode", bindCode)
            .add("category", category)
            .add("productId", device.getString("product_id", "own"))
            .add("name", device.getString("name", file))
            .add("specification", fixture.getJsonObject("specification"))
            .add("status", fixture.getJsonArray("status"))
            .build());
    String id = steps.activated(category, bindCode, room);
    if (!fixture.getJsonArray("status").isEmpty()) {
      steps.tuya(
          "devices/" + bindCode + "/reports",
          Json.createObjectBuilder().add("status", fixture.getJsonArray("status")).build());
    }
    return id;
  }

  private void compare(String deviceId, JsonObject fixture) {
    Map<String, JsonObject> declared = new LinkedHashMap<>();
    JsonObject specification = fixture.getJsonObject("specification");
    for (String list : List.of("functions", "status")) {
      if (specification.containsKey(list)) {
        for (JsonObject item : specification.getJsonArray(list).getValuesAs(JsonObject.class)) {
          declared.put(item.getString("code"), item);
        }
      }
    }
    JsonArray status = fixture.getJsonArray("status");
    Map<String, JsonObject> series =
        await()
            .atMost(Steps.PATIENCE)
            .until(() -> byCode(deviceId), found -> found.size() >= status.size());
    for (JsonObject said : status.getValuesAs(JsonObject.class)) {
      points++;
      compare(
          fixture.getJsonObject("device").getString("name", "?"),
          said,
          declared.get(said.getString("code")),
          series.get(said.getString("code")));
    }
  }

  private Map<String, JsonObject> byCode(String deviceId) {
    Map<String, JsonObject> series = new LinkedHashMap<>();
    steps.series(deviceId).forEach(found -> series.put(found.getString("code", "?"), found));
    return series;
  }

  private void compare(String device, JsonObject said, JsonObject declared, JsonObject series) {
    String what = device + " " + said.getString("code");
    if (series == null) {
      mismatches.add(what + " is lost");
      return;
    }
    JsonValue came = series.getJsonArray("points").getJsonObject(0).get("value");
    String kind = series.getString("kind");
    JsonValue raw = said.get("value");
    if (declared == null) {
      undeclared++;
      expect(what, kind.equals("RAW") || kind.equals("ENUM"), "kept as raw, but is " + kind);
      return;
    }
    switch (declared.getString("type")) {
      case "Integer" -> number(what, raw, json(declared.getString("values")), came, series);
      case "Boolean" -> {
        // a hazard that is said by a truth is told in the words of all hazards
        String word = raw.equals(JsonValue.TRUE) ? "\"alarm\"" : "\"normal\"";
        boolean safety = series.getString("family").equals("safety");
        expect(
            what,
            came.equals(raw) || (safety && came.toString().equals(word)),
            came + " in place of " + raw);
      }
      case "Enum" ->
          expect(
              what,
              kind.equals("ENUM") && text(came).equals(text(raw)),
              came + " of " + kind + " in place of " + raw);
      default -> expect(what, !came.toString().equals("null"), "nothing in place of " + raw);
    }
  }

  private void number(
      String what, JsonValue raw, JsonObject values, JsonValue came, JsonObject series) {
    if (!(raw instanceof JsonNumber number)) {
      return; // a device that says no number where it declares one: kept, and flagged
    }
    numbers++;
    BigDecimal expected =
        number.bigDecimalValue().movePointLeft(values.getInt("scale", 0)).stripTrailingZeros();
    boolean same =
        came instanceof JsonNumber found && found.bigDecimalValue().compareTo(expected) == 0;
    expect(what, same, came + " in place of " + expected.toPlainString());
    String unit = values.getString("unit", "").strip();
    expect(what, unit.isEmpty() || series.containsKey("unit"), "has lost its unit " + unit);
  }

  private static String text(JsonValue value) {
    return value instanceof JsonString text ? text.getString() : value.toString();
  }

  private void expect(String what, boolean right, String otherwise) {
    if (!right) {
      mismatches.add(what + ": " + otherwise);
    }
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
