package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.SharedFolder;
import iot.smarthome.tuya.registration.control.SpecificationText;
import iot.smarthome.tuya.registration.entity.Binding;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Messages as devices of our samples send them, and real devices where their data lies beside the
 * checkout; and what becomes of them on a bad line.
 */
final class RealMessages {

  private static final List<String> HOSTILE =
      List.of(
          "NaN",
          "Infinity",
          "-0",
          "1e999999999",
          "1e-999999999",
          "123456789012345678901234567890",
          "1e400",
          "null",
          "{}",
          "[]",
          "[[[[[[[[",
          "\"\"",
          "\"\\u0000\\ud800\"",
          "\"\u0001\"",
          "\"AAECAwQFBgcICQoL/w==\"",
          "true",
          "\"1\"",
          "{\"a\":{\"b\":[1,{\"c\":null}]}}",
          "\\",
          "\"");

  /** One message. */
  record Plain(int protocol, String text) {}

  private final List<Binding> bindings = new ArrayList<>();
  private final List<Plain> messages = new ArrayList<>();

  RealMessages() {
    add(Path.of("src/test/resources/samples"));
    if (SharedFolder.exists()) {
      add(SharedFolder.required("fixtures/cloud"));
    }
    messages.add(
        new Plain(
            20,
            "{\"bizCode\":\"online\",\"devId\":\"t0\",\"bizData\":{\"time\":1764000002000},\"ts\":1764000000000}"));
    messages.add(
        new Plain(
            1001,
            "{\"bizCode\":\"deviceOffline\",\"bizData\":{\"devId\":\"t1\"},\"ts\":1764000003000}"));
  }

  private void add(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(this::addDevice);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void addDevice(Path file) {
    JsonObject device;
    try (JsonReader reader = Json.createReader(new StringReader(Files.readString(file)))) {
      device = reader.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (device.getJsonArray("status").isEmpty()) {
      return;
    }
    String id = "t" + bindings.size();
    JsonObject about = device.getJsonObject("device");
    bindings.add(
        new Binding(
            "d" + bindings.size(),
            id,
            "BC",
            about.getString("product_id", "own"),
            about.getString("category"),
            SpecificationText.of(Optional.of(device.getJsonObject("specification"))).json(),
            1,
            Pipeline.NOW));
    JsonObjectBuilder status =
        Json.createObjectBuilder()
            .add("dataId", "D-" + id)
            .add("devId", id)
            .add("productKey", "p")
            .add("status", timed(device, "t"));
    messages.add(new Plain(4, status.build().toString()));
    JsonObjectBuilder properties =
        Json.createObjectBuilder()
            .add("bizCode", "devicePropertyMessage")
            .add("ts", 1764000000000L)
            .add(
                "bizData",
                Json.createObjectBuilder()
                    .add("dataId", "P-" + id)
                    .add("devId", id)
                    .add("properties", timed(device, "time")));
    messages.add(new Plain(1000, properties.build().toString()));
  }

  private static JsonValue timed(JsonObject device, String time) {
    var points = Json.createArrayBuilder();
    for (JsonObject status : device.getJsonArray("status").getValuesAs(JsonObject.class)) {
      points.add(Json.createObjectBuilder(status).add(time, 1764000001000L));
    }
    return points.build();
  }

  List<Plain> all() {
    return messages;
  }

  List<Binding> bindings() {
    return bindings;
  }

  /** The device's binding; a stranger gets the first one's. */
  Binding binding(String tuyaDeviceId) {
    return bindings.stream()
        .filter(binding -> binding.tuyaDeviceId().equals(tuyaDeviceId))
        .findFirst()
        .orElse(bindings.get(0));
  }

  /** A frame of one of the messages, damaged inside, or around what is encrypted. */
  String mutated(Random random) {
    Plain message = messages.get(random.nextInt(messages.size()));
    if (random.nextInt(5) == 0) {
      return mutated(Pipeline.frame(message.protocol(), message.text()), random);
    }
    int protocol = random.nextInt(20) == 0 ? random.nextInt(2000) : message.protocol();
    return Pipeline.frame(protocol, mutated(message.text(), random));
  }

  static String mutated(String text, Random random) {
    StringBuilder mutated = new StringBuilder(text);
    for (int round = random.nextInt(4); round >= 0 && mutated.length() > 1; round--) {
      int at = random.nextInt(mutated.length());
      int end = Math.min(mutated.length(), at + 1 + random.nextInt(20));
      switch (random.nextInt(20)) {
        case 0 -> mutated.setCharAt(at, (char) (32 + random.nextInt(96)));
        case 1 -> mutated.setCharAt(at, (char) random.nextInt(Character.MAX_VALUE));
        case 2 -> mutated.delete(at, end);
        case 3 -> mutated.insert(at, mutated.substring(at, end).repeat(1 + random.nextInt(50)));
        case 4 -> mutated.setLength(at);
        case 5 -> mutated.insert(at, HOSTILE.get(random.nextInt(HOSTILE.size())));
        default -> replaceValue(mutated, at, HOSTILE.get(random.nextInt(HOSTILE.size())));
      }
    }
    return mutated.toString();
  }

  /** The value behind the next colon becomes another one: JSON mostly remains, of another type. */
  private static void replaceValue(StringBuilder json, int from, String value) {
    int start = json.indexOf(":", from) + 1;
    int end = start;
    while (end < json.length() && ",}]".indexOf(json.charAt(end)) < 0) {
      end++;
    }
    if (start > 0) {
      json.replace(start, end, value);
    }
  }
}
