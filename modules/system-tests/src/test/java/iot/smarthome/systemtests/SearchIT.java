package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.embedded.opensearch.EmbeddedOpenSearch;
import iot.smarthome.messaging.CloudEvents;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.standalone.EmbeddedKafka;
import iot.smarthome.standalone.Ports;
import iot.smarthome.standalone.Topics;
import iot.smarthome.testing.EventContracts;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Search Collector in its own Liberty, on a real Kafka and a real OpenSearch. */
class SearchIT {

  private static final String DEVICE = "01980a10-0000-7000-8000-0000000000d1";
  private static final String DEVICE_CREATED = "iot.smarthome.device.created";

  @TempDir Path folder;

  private EmbeddedKafka kafka;
  private EmbeddedOpenSearch opensearch;
  private int searchPort;
  private KafkaProducer<String, byte[]> producer;
  private ServiceAlone search;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), Ports.unused(), Topics.all());
    searchPort = Ports.unused();
    startOpenSearch();
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
    search =
        ServiceAlone.start(
            "search-collector",
            folder.resolve("search-collector"),
            Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                kafka.bootstrapServers(),
                "OPENSEARCH_URL",
                "http://127.0.0.1:" + searchPort,
                "SMARTHOME_SCOPE_MODE",
                "open"));
    await().atMost(Duration.ofMinutes(1)).until(() -> search.isUp("ready"));
  }

  private void startOpenSearch() throws IOException {
    opensearch = EmbeddedOpenSearch.start(folder.resolve("opensearch"), searchPort);
  }

  @AfterEach
  void stop() throws Exception {
    if (search != null) {
      search.close();
    }
    producer.close(Duration.ofSeconds(10));
    opensearch.close();
    kafka.close();
  }

  private void publish(String topic, String type, String json) throws Exception {
    EventContracts.assertValid(type, json);
    String id = json(json).getString("id");
    EventEnvelope event =
        new EventEnvelope(
            UUID.randomUUID().toString(),
            type,
            "/system-tests",
            Instant.now(),
            id,
            null,
            json.getBytes(StandardCharsets.UTF_8));
    producer.send(CloudEvents.toRecord(topic, id, event)).get();
  }

  private void device(String id, String name) throws Exception {
    String example = EventContracts.example(DEVICE_CREATED);
    String name0 = json(example).getJsonObject("state").getString("name");
    publish("device.cdc.v1", DEVICE_CREATED, example.replace(DEVICE, id).replace(name0, name));
  }

  private void building(String kind) throws Exception {
    String type = "iot.smarthome." + kind + ".created";
    publish("building.cdc.v1", type, EventContracts.example(type));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  private JsonObject find(String query) throws IOException {
    HttpResponse<String> answer = search.get("/search-collector/search?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer.body());
  }

  private int total(String query) throws IOException {
    return find(query).getJsonObject("total").getInt("value");
  }

  private JsonObject rebuild() throws IOException {
    return json(search.get("/search-collector/search/rebuild").body());
  }

  private void awaitRebuilt() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> rebuild().getString("state", "").equals("DONE"));
  }

  private static long millisSince(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }

  @Test
  void findsWhatChangedRebuildsAndOutlivesOpenSearch() throws Exception {
    device("dev-1", "Báo khói");
    building("building");
    building("floor");
    building("area");
    building("room");
    await().atMost(Duration.ofSeconds(20)).until(() -> total("q=bao%20khoi%20kitchen") == 1);
    JsonObject found =
        find("q=bao%20khoi&facets=kind,building").getJsonArray("items").getJsonObject(0);
    assertThat(found.getString("path")).endsWith("Kitchen");
    assertThat(found.getJsonObject("geo").getJsonNumber("latitude").doubleValue())
        .isEqualTo(10.7769);
    assertThat(search.get("/search-collector/search/suggestions?q=kit").body()).contains("Kitchen");
    awaitRebuilt(); // there was no index, so one was filled from the beginning

    long changed = System.nanoTime();
    device("dev-2", "Thermostat");
    await()
        .pollInterval(Duration.ofMillis(50))
        .atMost(Duration.ofSeconds(2))
        .until(() -> total("q=thermostat") == 1);
    System.out.printf("A change is found after %d ms%n", millisSince(changed));

    tellsWhatIsWrong();
    rebuildsWhileEventsFlow();
    outlivesAnOutage();
  }

  private void tellsWhatIsWrong() throws IOException {
    HttpResponse<String> refused = search.get("/search-collector/search?near=here&limit=0");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.body()).contains("\"near\"", "\"limit\"", "latitude,longitude");
  }

  private void rebuildsWhileEventsFlow() throws Exception {
    for (int i = 0; i < 500; i++) {
      device("before-" + i, "Before");
    }
    HttpResponse<String> begun = search.post("/search-collector/search/rebuild", "");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(202);
    assertThat(begun.headers().firstValue("Location")).hasValue("/api/search/rebuild");
    HttpResponse<String> again = search.post("/search-collector/search/rebuild", "");
    if (again.statusCode() != 409) {
      // it was done already, so that this is the next one
      assertThat(again.statusCode()).isEqualTo(202);
    }
    int during = 0;
    do {
      device("during-" + during++, "During");
    } while (rebuild().getString("state").equals("RUNNING"));
    awaitRebuilt();
    int all = 500 + during + 2;
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(total("kind=DEVICE")).isEqualTo(all));
    assertThat(rebuild().getInt("skipped")).isZero();
    System.out.printf("Rebuilt while %d events came in%n", during);
  }

  private void outlivesAnOutage() throws Exception {
    opensearch.close();
    HttpResponse<String> away = search.get("/search-collector/search?q=thermostat");
    assertThat(away.statusCode()).isEqualTo(503);
    assertThat(away.headers().firstValue("Retry-After")).isPresent();
    assertThat(search.isUp("ready")).isFalse();
    assertThat(search.isUp("live")).isTrue();
    for (int i = 0; i < 700; i++) {
      device("outage-" + i, "Outage");
    }
    startOpenSearch();
    long back = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(total("q=outage")).isEqualTo(700));
    System.out.printf("All is found %d ms after OpenSearch came back%n", millisSince(back));
    assertThat(search.isUp("ready")).isTrue();
  }
}
