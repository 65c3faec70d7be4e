package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.messaging.CloudEvents;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.standalone.EmbeddedKafka;
import iot.smarthome.standalone.Ports;
import iot.smarthome.standalone.Topics;
import iot.smarthome.testing.EventContracts;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Tuya Cloud does to those who integrate with it, done to Tuya Adapter by the mock, with real
 * Kafka and both in servers of their own: what is registered becomes known once, and what devices
 * have said is on {@code device.event.v1} or, when nobody can read it, among the dead letters.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TuyaFailuresIT {

  private static final String EVENTS = "device.event.v1";
  private static final String TYPE = "iot.smarthome.device.";
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final int BACKLOG = 2_500;

  @TempDir static Path folder;

  private final AtomicInteger numbers = new AtomicInteger();
  private EmbeddedKafka kafka;
  private EmbeddedMongoDb mongodb;
  private ServiceAlone tuya;
  private ServiceAlone adapter;
  private KafkaProducer<String, byte[]> producer;
  private Topic events;
  private Topic letters;

  /** A device as we and Tuya know it. */
  private record Device(String id, String bindCode) {}

  @BeforeAll
  void start() throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.unused(), Topics.all());
    int mongoPort = Ports.unused();
    mongodb = EmbeddedMongoDb.start(folder.resolve("mongodb"), mongoPort);
    tuya = ServiceAlone.start("tuya-mock", folder.resolve("tuya-mock"), Map.of());
    adapter =
        ServiceAlone.start(
            "tuya-adapter",
            folder.resolve("tuya-adapter"),
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "MONGODB_URI",
                "mongodb://127.0.0.1:" + mongoPort,
                "SMARTHOME_TUYA_BASE_URL",
                tuya.address() + "/tuya-mock",
                "SMARTHOME_TUYA_MESSAGE_URL",
                tuya.address()
                    + "/tuya-mock/ws/v2/consumer/persistent/{client-id}/out/event/{client-id}-sub"
                    + "?ackTimeoutMillis=5000&subscriptionType=Failover",
                "SMARTHOME_TUYA_PROJECT_FAULT_PAUSE",
                "PT2S",
                "SMARTHOME_TUYA_UNKNOWN_DEVICE_PATIENCE",
                "PT2S",
                "SMARTHOME_TUYA_UNDECRYPTABLE_TRIES",
                "3",
                "SMARTHOME_TUYA_STREAM_IDLE",
                "PT15S"));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    events = new Topic(kafka.bootstrapServers(), EVENTS);
    letters = new Topic(kafka.bootstrapServers(), "tuya.message.v1.dlt.tuya-adapter");
    await().atMost(PATIENCE).until(() -> adapter.isUp("ready"));
  }

  @AfterAll
  void stop() throws IOException {
    events.close();
    letters.close();
    producer.close(Duration.ofSeconds(10));
    adapter.close();
    tuya.close();
    kafka.close();
    mongodb.close();
  }

  @AfterEach
  void mend() throws IOException {
    admin("DELETE", "faults", null);
    admin("PUT", "stream", "{\"encryption\":\"aes_gcm\",\"stalled\":false,\"refusing\":false}");
  }

  private JsonObject admin(String method, String path, String json) throws IOException {
    HttpResponse<String> answer = tuya.call(method, "/tuya-mock/admin/" + path, json);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body().startsWith("{") ? object(answer.body()) : JsonObject.EMPTY_JSON_OBJECT;
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  private void fault(String kind, String path, int after, int times) throws IOException {
    admin(
        "POST",
        "faults",
        Json.createObjectBuilder()
            .add("fault", kind)
            .add("path", path)
            .add("after", after)
            .add("times", times)
            .build()
            .toString());
  }

  private void play(String scenario, Device device, int times) throws IOException {
    admin(
        "POST",
        "scenarios",
        "{\"scenario\":\"%s\",\"bindCode\":\"%s\",\"times\":%d}"
            .formatted(scenario, device.bindCode(), times));
  }

  private void report(Device device, int temperature) throws IOException {
    admin(
        "POST",
        "devices/" + device.bindCode() + "/reports",
        "{\"status\":[{\"code\":\"va_temperature\",\"value\":" + temperature + "}]}");
  }

  private void change(Device device, String what, String data) throws Exception {
    EventEnvelope event =
        new EventEnvelope(
            what + device.id(),
            TYPE + what,
            "/device-service",
            Instant.now(),
            device.id(),
            null,
            data.getBytes(StandardCharsets.UTF_8));
    producer
        .send(CloudEvents.toRecord("device.cdc.v1", device.id(), event))
        .get(30, TimeUnit.SECONDS);
  }

  /** Registers the next thermometer. */
  private Device register() throws Exception {
    JsonObject example = object(EventContracts.example(TYPE + "created"));
    Device device =
        new Device(
            UUID.randomUUID().toString(), "STOCK-wsdcg-" + (1000 + numbers.incrementAndGet()));
    String data =
        example
            .toString()
            .replace(example.getString("id"), device.id())
            .replace("STOCK-ywbj-1", device.bindCode())
            .replace("ywbj", "wsdcg");
    change(device, "created", data);
    return device;
  }

  private Device registered() throws Exception {
    Device device = register();
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(confirmations(device)).isNotEmpty());
    return device;
  }

  private List<ConsumerRecord<String, String>> told(Device device, String type) {
    return events.read().stream()
        .filter(event -> event.key().equals(device.id()))
        .filter(event -> Topic.header(event, "ce_type").equals(TYPE + type))
        .toList();
  }

  /** The different ones: a repeated event has the same id. */
  private List<String> confirmations(Device device) {
    return told(device, "confirmed").stream()
        .map(event -> object(event.value()).getString("tuyaDeviceId"))
        .distinct()
        .toList();
  }

  /** The different ones. */
  private List<JsonObject> reports(Device device) {
    Map<String, JsonObject> byId = new LinkedHashMap<>();
    told(device, "reported")
        .forEach(event -> byId.putIfAbsent(Topic.header(event, "ce_id"), object(event.value())));
    return List.copyOf(byId.values());
  }

  private static JsonObject point(JsonObject report, String code) {
    return report.getJsonArray("points").getValuesAs(JsonObject.class).stream()
        .filter(point -> point.getString("code").equals(code))
        .findFirst()
        .orElseThrow();
  }

  private boolean measures(Device device, double temperature) {
    return reports(device).stream()
        .flatMap(report -> report.getJsonArray("points").getValuesAs(JsonObject.class).stream())
        .filter(point -> point.getString("code").equals("va_temperature"))
        .anyMatch(point -> point.getJsonNumber("value").doubleValue() == temperature);
  }

  /** Says something and hears it, so that the stream goes on. */
  private void goesOn(Device device) throws IOException {
    int raw = 100 + numbers.incrementAndGet() % 200;
    report(device, raw);
    await().atMost(PATIENCE).until(() -> measures(device, raw / 10.0));
  }

  private void confirmedOnce(List<Device> devices) throws IOException {
    for (Device device : devices) {
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(confirmations(device)).hasSize(1));
    }
    JsonArray all;
    try (JsonReader reader =
        Json.createReader(new StringReader(tuya.get("/tuya-mock/admin/devices").body()))) {
      all = reader.readArray();
    }
    for (Device device : devices) {
      assertThat(all.getValuesAs(JsonObject.class))
          .filteredOn(one -> one.getString("bindCode").equals(device.bindCode()))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.getBoolean("bound")).isTrue();
                assertThat(one.getString("deviceId")).isEqualTo(confirmations(device).get(0));
              });
      assertThat(told(device, "rejected")).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_dies", "login_elsewhere"})
  void aTokenThatDiesAmongRegistrationsCostsNone(String kind) throws Exception {
    fault(kind, "/v1.1/iot-02/device-bc-bind", 2, 1);
    List<Device> devices = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      devices.add(register());
    }
    confirmedOnce(devices);
  }

  @ParameterizedTest
  @ValueSource(strings = {"trial_quota", "plan_expired"})
  void registrationsWaitWhileTheProjectMayNotCall(String kind) throws Exception {
    fault(kind, "/v1.1/iot-02/device-bc-bind", 0, 0);
    Device device = register();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(adapter.get("/health/ready").body()).contains("2884100"));
    await()
        .during(QUIET)
        .atMost(QUIET.plusSeconds(5))
        .until(() -> confirmations(device).isEmpty() && told(device, "rejected").isEmpty());

    admin("DELETE", "faults", null);

    confirmedOnce(List.of(device));
    await().atMost(PATIENCE).until(() -> adapter.isUp("ready"));
  }

  @Test
  void aLoginThatIsThrottledIsTriedAgain() throws Exception {
    admin("DELETE", "token", null);
    fault("login_throttled", "/v1.0/token*", 0, 3);
    confirmedOnce(List.of(register()));
  }

  @Test
  void aRegistrationWhoseAnswerIsLostIsFoundAndNotMadeTwice() throws Exception {
    fault("reply_lost", "/v1.1/iot-02/device-bc-bind", 0, 1);
    Device device = register();
    confirmedOnce(List.of(device));
    goesOn(device);
  }

  @Test
  void aDuplicateHasTheSameIdForWhoeverReadsIt() throws Exception {
    Device device = registered();
    play("duplicate", device, 1);
    await().atMost(PATIENCE).until(() -> told(device, "reported").size() >= 2);
    goesOn(device);
    List<ConsumerRecord<String, String>> reported = told(device, "reported");
    String dataId = object(reported.get(0).value()).getString("dataId");
    assertThat(reported)
        .filteredOn(event -> object(event.value()).getString("dataId").equals(dataId))
        .hasSizeGreaterThanOrEqualTo(2)
        .extracting(event -> Topic.header(event, "ce_id"))
        .containsOnly(Topic.header(reported.get(0), "ce_id"));
  }

  @Test
  void whatComesLateIsMarked() throws Exception {
    Device device = registered();
    play("out_of_order", device, 1);
    await().atMost(PATIENCE).until(() -> reports(device).size() == 2);
    assertThat(point(reports(device).get(0), "va_temperature").containsKey("flags")).isFalse();
    assertThat(point(reports(device).get(1), "va_temperature").getJsonArray("flags").toString())
        .contains("LATE");
  }

  @Test
  void whatADeviceSaysAfterItsRemovalIsKept() throws Exception {
    Device device = registered();
    play("event_after_removal", device, 1);
    await().atMost(PATIENCE).until(() -> !reports(device).isEmpty());
    goesOn(registered());
  }

  @Test
  void whatADeviceSaysThatNobodyKnowsIsADeadLetter() throws Exception {
    Device device = registered();
    play("unknown_device", device, 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(letters.read())
                    .anyMatch(
                        letter -> "unknown-device".equals(Topic.header(letter, "dlt_reason"))));
    goesOn(device);
  }

  @Test
  void whatCannotBeDecryptedComesAgainAndThenIsKeptAsItCame() throws Exception {
    Device device = registered();
    play("undecryptable", device, 1);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(letters.read())
                    .anyMatch(
                        letter ->
                            "undecryptable".equals(Topic.header(letter, "dlt_reason"))
                                && letter.value().contains("redeliveryCount\":2")));
    goesOn(device);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bad_signature",
        "no_json",
        "unknown_protocol",
        "unknown_kind",
        "time_in_seconds",
        "time_as_text",
        "no_value",
        "not_a_number",
        "wrong_type",
        "deep_nesting",
        "huge",
        "binary_text"
      })
  void theStreamGoesOnAfter(String oddity) throws Exception {
    Device device = registered();
    play(oddity, device, 1);
    goesOn(device);
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(admin("GET", "messages", null).getInt("backlog")).isZero());
  }

  @Test
  void whatTheSpecificationDoesNotDeclareIsKeptAndCounted() throws Exception {
    Device device = registered();
    play("unknown_code", device, 1);
    play("wrong_scale", device, 1);
    await().atMost(PATIENCE).until(() -> reports(device).size() == 2);
    JsonObject unknown = point(reports(device).get(0), "never_heard_of");
    assertThat(unknown.getString("kind")).isEqualTo("RAW");
    assertThat(unknown.getJsonArray("flags").toString()).contains("UNDECLARED");
    assertThat(unknown.getInt("raw")).isEqualTo(7);
    assertThat(reports(device).get(1).getJsonArray("points").toString()).contains("OUT_OF_RANGE");
    assertThat(adapter.get("/metrics").body()).contains("tuya_points_odd_total");
  }

  @Test
  void aBacklogIsCaughtUpWithInOrder() throws Exception {
    Device device = registered();
    admin("PUT", "stream", "{\"refusing\":true}");
    play("unknown_code", device, BACKLOG);
    assertThat(admin("GET", "messages", null).getInt("backlog")).isGreaterThanOrEqualTo(BACKLOG);

    admin("PUT", "stream", "{\"refusing\":false}");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(adapter.get("/metrics").body())
                    .contains("kind=\"10000-pulsar_backlog_notice\""));

    await()
        .atMost(Duration.ofMinutes(3))
        .until(() -> reports(device).size(), count -> count == BACKLOG);
    List<String> times =
        reports(device).stream()
            .map(report -> point(report, "never_heard_of").getString("at"))
            .toList();
    assertThat(times).isSorted();
  }

  @Test
  void aStreamThatStallsIsOpenedAnew() throws Exception {
    Device device = registered();
    goesOn(device);
    admin("PUT", "stream", "{\"stalled\":true}");
    report(device, 333);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(adapter.get("/metrics").body())
                    .containsPattern(
                        "tuya_stream_lost_total\\{[^}]*reason=\"idle\"[^}]*topic=\"event\""));
    admin("PUT", "stream", "{\"stalled\":false}");
    await().atMost(PATIENCE).until(() -> measures(device, 33.3));
  }

  @Test
  void theEncryptionMayBeSwitchedAtAnyTime() throws Exception {
    Device device = registered();
    for (String mode : List.of("aes_ecb", "aes_gcm", "aes_ecb")) {
      report(device, 201);
      admin("PUT", "stream", "{\"encryption\":\"" + mode + "\"}");
      report(device, 202);
      goesOn(device);
    }
    assertThat(reports(device)).hasSize(9);
    assertThat(reports(device)).allSatisfy(r -> assertThat(r.getJsonArray("points")).isNotEmpty());
  }
}
