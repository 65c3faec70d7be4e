package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

import iot.smarthome.messaging.Backoff;
import iot.smarthome.messaging.EventMetrics;
import iot.smarthome.messaging.EventPublisher;
import iot.smarthome.testing.EventContracts;
import iot.smarthome.tuya.messages.gateway.MessageSettings;
import iot.smarthome.tuya.messages.gateway.ParkedMessages;
import iot.smarthome.tuya.registration.control.InMemoryBindings;
import iot.smarthome.tuya.registration.control.RecentBindings;
import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.DeviceEvents;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageIntakeTest {

  private static final String SECRET = "0123456789abcdef0123456789abcdef";
  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");
  private static final String SPECIFICATION =
      "{\"functions\":[],\"status\":[{\"code\":\"va_temperature\",\"type\":\"Integer\",\"values\":\"{\\\"unit\\\":\\\"℃\\\",\\\"scale\\\":1}\"},"
          + "{\"code\":\"switch\",\"type\":\"Boolean\",\"values\":\"{}\"}]}";

  private final InMemoryBindings bindings = new InMemoryBindings();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
  private final List<String> acknowledged = new CopyOnWriteArrayList<>();
  private final AtomicInteger done = new AtomicInteger();
  private MockProducer<String, byte[]> kafka = kafka(true);
  private final InMemoryLatches latches = new InMemoryLatches();
  private int deliveries = 1;
  private MessageIntake intake;

  private static MockProducer<String, byte[]> kafka(boolean acknowledges) {
    return new MockProducer<>(
        acknowledges, null, new StringSerializer(), new ByteArraySerializer());
  }

  /** What is waited for takes microseconds here, and is waited for a hundred times. */
  @BeforeAll
  static void lookOften() {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
  }

  @BeforeEach
  void start() {
    bindings.save(new Binding("d1", "t1", "BC1", "p1", "wsdcg", SPECIFICATION, 1, AT));
    bindings.save(new Binding("d2", "t2", "BC2", "p1", "wsdcg", SPECIFICATION, 1, AT));
    build();
  }

  private void build() {
    EventPublisher publisher = new EventPublisher(kafka);
    intake =
        new MessageIntake(
            new RecentBindingsOf(bindings),
            new DeviceEvents(publisher),
            latches,
            new ParkedMessages(publisher, mock(EventMetrics.class)),
            metrics(),
            () -> threads,
            new MessageSettings(
                null,
                "me",
                SECRET,
                10,
                1000,
                Duration.ofMillis(150),
                deliveries,
                Duration.ofMinutes(2),
                Duration.ofMinutes(30),
                Duration.ofSeconds(10),
                Optional.empty()),
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(20)),
            Clock.systemUTC());
  }

  /** Remembers no calls: there are very many. */
  private static MetricRegistry metrics() {
    Counter counter = mock(Counter.class, withSettings().stubOnly());
    return mock(
        MetricRegistry.class,
        withSettings()
            .stubOnly()
            .defaultAnswer(
                call -> call.getMethod().getReturnType() == Counter.class ? counter : null));
  }

  /** Without a memory: each test changes the bindings. */
  private static final class RecentBindingsOf extends RecentBindings {
    RecentBindingsOf(InMemoryBindings bindings) {
      super(bindings, 0, Duration.ZERO);
    }
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static String sealed(String plain) {
    try {
      Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(SECRET.substring(8, 24).getBytes(StandardCharsets.UTF_8), "AES"));
      return Base64.getEncoder()
          .encodeToString(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static String frame(String id, int protocol, String plain) {
    String payload =
        "{\"data\":\""
            + sealed(plain)
            + "\",\"protocol\":"
            + protocol
            + ",\"pv\":\"2.0\",\"t\":1764000000000}";
    return "{\"messageId\":\""
        + id
        + "\",\"payload\":\""
        + Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + "\",\"properties\":{\"em\":\"aes_ecb\"},\"redeliveryCount\":0}";
  }

  private static String status(String device, String dataId, String points) {
    return "{\"dataId\":\""
        + dataId
        + "\",\"devId\":\""
        + device
        + "\",\"productKey\":\"p1\",\"status\":["
        + points
        + "]}";
  }

  private void take(String frame) {
    intake.take(frame, false, acknowledged::add, done::incrementAndGet);
  }

  private void awaitDone(int count) {
    await().atMost(Duration.ofSeconds(10)).until(() -> done.get() == count);
  }

  private static String header(ProducerRecord<String, byte[]> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private JsonObject event(int index, String type) {
    ProducerRecord<String, byte[]> event = kafka.history().get(index);
    assertThat(header(event, "ce_type")).isEqualTo("iot.smarthome.device." + type);
    String data = new String(event.value(), StandardCharsets.UTF_8);
    EventContracts.assertValid(header(event, "ce_type"), data);
    JsonObject json = Json.createReader(new StringReader(data)).readObject();
    assertThat(event.key()).isEqualTo(json.getString("deviceId"));
    return json;
  }

  /** Refuses what is larger than a broker takes by default, as the real producer does. */
  private static MockProducer<String, byte[]> kafkaWithALimit(int limit) {
    return new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()) {
      @Override
      public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
        if (record.value().length <= limit) {
          return super.send(record, callback);
        }
        RecordTooLargeException refusal = new RecordTooLargeException("too large");
        callback.onCompletion(null, refusal);
        return CompletableFuture.failedFuture(refusal);
      }
    };
  }

  private void bind(String specification) {
    bindings.save(new Binding("d1", "t1", "BC1", "p1", "wsdcg", specification, 1, AT));
  }

  private static String declared(String values) {
    return Json.createObjectBuilder()
        .add(
            "status",
            Json.createArrayBuilder()
                .add(
                    Json.createObjectBuilder()
                        .add("code", "va_temperature")
                        .add("type", "Integer")
                        .add("values", values)))
        .build()
        .toString();
  }

  private void parked(int index, String reason) {
    ProducerRecord<String, byte[]> letter = kafka.history().get(index);
    assertThat(letter.topic()).isEqualTo("tuya.message.v1.dlt.tuya-adapter");
    assertThat(header(letter, "dlt_reason")).isEqualTo(reason);
  }

  @Test
  void publishesAReportNormalisedByTheDevicesSpecification() {
    take(
        frame(
            "m1",
            4,
            status(
                "t1",
                "D1",
                "{\"code\":\"va_temperature\",\"value\":215,\"t\":\"1764000001\",\"1\":215},{\"code\":\"x\",\"value\":{\"a\":1}},{\"code\":\"gone\",\"value\":null},{\"101\":7,\"t\":1764000001000}")));
    awaitDone(1);
    JsonObject reported = event(0, "reported");
    assertThat(reported.getString("deviceId")).isEqualTo("d1");
    assertThat(reported.getString("dataId")).isEqualTo("D1");
    assertThat(reported.getJsonArray("points")).hasSize(3);
    JsonObject point = reported.getJsonArray("points").getJsonObject(0);
    assertThat(point.getJsonNumber("value").toString()).isEqualTo("21.5");
    assertThat(point.getString("unit")).isEqualTo("Cel");
    assertThat(point.getString("at")).isEqualTo("2025-11-24T16:00:01Z");
    assertThat(reported.getJsonArray("points").getJsonObject(1).getString("value"))
        .isEqualTo("{\"a\":1}");
    assertThat(reported.getJsonArray("points").getJsonObject(2).getString("code"))
        .isEqualTo("dp_101");
    assertThat(acknowledged).containsExactly("m1");
  }

  @Test
  void givesARepeatedReportTheSameEventIdAlsoInTheOtherFamily() {
    take(frame("m1", 4, status("t1", "D1", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(1);
    take(frame("m2", 4, status("t1", "D1", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(2);
    take(
        frame(
            "m3",
            1000,
            "{\"bizCode\":\"devicePropertyMessage\",\"ts\":1764000000000,\"bizData\":{\"dataId\":\"D1\",\"devId\":\"t1\",\"properties\":[{\"code\":\"switch\",\"dpId\":1,\"time\":1764000000000,\"value\":true}]}}"));
    awaitDone(3);
    take(frame("m4", 4, status("t2", "D1", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(4);
    List<String> ids = kafka.history().stream().map(e -> header(e, "ce_id")).toList();
    assertThat(ids.subList(0, 3)).containsOnly(ids.get(0));
    assertThat(ids.get(3)).isNotEqualTo(ids.get(0));
    event(2, "reported");
  }

  @Test
  void tellsThatADeviceCameOrWent() {
    take(
        frame(
            "m1",
            20,
            "{\"bizCode\":\"online\",\"devId\":\"t1\",\"bizData\":{\"time\":1764000002000},\"ts\":1764000000000}"));
    awaitDone(1);
    take(
        frame(
            "m2",
            1001,
            "{\"bizCode\":\"deviceOffline\",\"bizData\":{\"devId\":\"t1\"},\"ts\":1764000003000}"));
    awaitDone(2);
    assertThat(event(0, "connected").getString("at")).isEqualTo("2025-11-24T16:00:02Z");
    assertThat(event(1, "disconnected").getString("at")).isEqualTo("2025-11-24T16:00:03Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "20|{\"bizCode\":\"nameUpdate\",\"devId\":\"t1\",\"bizData\":{\"name\":\"x\"}}",
        "20|{\"bizCode\":\"<script>\",\"devId\":\"t1\"}",
        "1000|{\"bizCode\":\"deviceEventMessage\",\"bizData\":{}}",
        "10000|{\"bizCode\":\"HighPriorityNotice\"}",
        "4|{\"devId\":\"t1\",\"dataId\":\"e\",\"status\":[]}"
      })
  void acknowledgesWhatItDoesNotFollow(String message) {
    String[] parts = message.split("\\|", 2);
    take(frame("m1", Integer.parseInt(parts[0]), parts[1]));
    awaitDone(1);
    assertThat(kafka.history()).isEmpty();
    assertThat(acknowledged).containsExactly("m1");
  }

  @Test
  void acknowledgesNothingBeforeKafkaHasIt() {
    kafka = kafka(false);
    build();
    take(frame("m1", 4, status("t1", "D1", "{\"code\":\"switch\",\"value\":true}")));
    await().until(() -> kafka.history().size() == 1);
    take(frame("m1", 4, status("t1", "D1", "{\"code\":\"switch\",\"value\":true}")));
    assertThat(acknowledged).isEmpty();
    assertThat(intake.inWork()).isEqualTo(1);
    kafka.completeNext();
    awaitDone(2);
    assertThat(acknowledged).containsExactly("m1");
    assertThat(kafka.history()).hasSize(1);
  }

  @Test
  void keepsTheOrderOfADeviceWhileKafkaRefuses() {
    kafka = kafka(false);
    build();
    for (int i = 0; i < 3; i++) {
      take(frame("m" + i, 4, status("t1", "D" + i, "{\"code\":\"switch\",\"value\":true}")));
    }
    take(frame("other", 4, status("t2", "E", "{\"code\":\"switch\",\"value\":true}")));
    await().until(() -> kafka.history().size() == 2);
    kafka.errorNext(new IllegalStateException("away"));
    kafka.errorNext(new IllegalStateException("away"));
    await()
        .until(
            () -> {
              kafka.completeNext();
              return done.get() == 4;
            });
    List<String> ofFirst = new ArrayList<>();
    for (int i = 0; i < kafka.history().size(); i++) {
      JsonObject event = event(i, "reported");
      if (event.getString("deviceId").equals("d1")) {
        ofFirst.add(event.getString("dataId"));
      }
    }
    assertThat(ofFirst).containsExactly("D0", "D0", "D1", "D2");
    assertThat(acknowledged).contains("m0", "m1", "m2", "other");
  }

  @Test
  void waitsForADeviceThatIsJustBeingRegistered() {
    take(frame("m1", 4, status("t3", "D1", "{\"code\":\"switch\",\"value\":true}")));
    bindings.save(new Binding("d3", "t3", "BC3", "p1", "wsdcg", SPECIFICATION, 1, AT));
    awaitDone(1);
    assertThat(event(0, "reported").getString("deviceId")).isEqualTo("d3");
  }

  @Test
  void parksTheMessageOfAStrangerAfterSomePatience() {
    take(frame("m1", 4, status("t9", "D1", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(1);
    take(frame("m2", 4, status("t9", "D2", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(2);
    parked(0, "unknown-device");
    parked(1, "unknown-device");
    assertThat(kafka.history().get(0).key()).isEqualTo("t9");
    assertThat(acknowledged).containsExactly("m1", "m2");
  }

  @Test
  void waitsWhileTheBindingsCannotBeRead() {
    bindings.fault = new IllegalStateException("MongoDB is away");
    take(frame("m1", 4, status("t1", "D1", "{\"code\":\"switch\",\"value\":true}")));
    await().pollDelay(Duration.ofMillis(200)).until(() -> done.get() == 0);
    bindings.fault = null;
    awaitDone(1);
    event(0, "reported");
  }

  @Test
  void parksWhatNobodyCanReadAndGoesOn() {
    List<String> frames =
        List.of(
            "no json",
            "{\"messageId\":\"a\"}",
            "{\"messageId\":\"b\",\"payload\":\"!\"}",
            frame("c", 4, "not json"),
            frame("d", 4, "{\"devId\":7}"),
            frame("e", 4, status("t1", "D", "{\"value\":true}")),
            frame("f", 4, status(" ", "D", "{\"code\":\"switch\",\"value\":true}")),
            frame("g", 4, "[".repeat(100_000)),
            frame("h", 4, "{}").replace("aes_ecb", "aes_gcm"),
            frame("i", 4, "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)));
    for (int i = 0; i < frames.size(); i++) {
      take(frames.get(i));
      awaitDone(i + 1);
    }
    intake.take(
        "{\"messageId\":\"z\",\"payload\":\"AAAA", true, acknowledged::add, done::incrementAndGet);
    awaitDone(frames.size() + 1);
    List<String> reasons = kafka.history().stream().map(l -> header(l, "dlt_reason")).toList();
    assertThat(reasons)
        .containsExactly(
            "unreadable-frame",
            "unreadable-payload",
            "unreadable-payload",
            "unreadable-data",
            "unexpected-data",
            "unexpected-data",
            "unexpected-data",
            "unreadable-data",
            "undecryptable",
            "unreadable-data",
            "too-long");
    assertThat(acknowledged).containsExactly("a", "b", "c", "d", "e", "f", "g", "h", "i", "z");
    take(frame("m1", 4, status("t1", "D1", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(frames.size() + 2);
    event(frames.size() + 1, "reported");
  }

  @Test
  void takesHostileNumbersAndTimesAsTheyAre() {
    take(
        frame(
            "m1",
            4,
            status(
                "t1",
                "D1",
                "{\"code\":\"va_temperature\",\"value\":1e1000000,\"t\":1e900000},{\"code\":\"va_temperature\",\"value\":215,\"t\":\"soon\"},{\"code\":\"switch\",\"value\":\"true\",\"t\":-5},{\"code\":\"va_temperature\",\"value\":5,\"t\":99999999999999999}")));
    awaitDone(1);
    JsonObject reported = event(0, "reported");
    assertThat(reported.getJsonArray("points")).hasSize(4);
    assertThat(reported.getJsonArray("points").getJsonObject(0).getString("kind")).isEqualTo("RAW");
    assertThat(reported.getJsonArray("points").getJsonObject(1).getString("at"))
        .isEqualTo("2025-11-24T16:00:00Z");
  }

  @Test
  void splitsAReportThatIsTooLargeForOneEvent() {
    kafka = kafkaWithALimit(1024 * 1024);
    build();
    int points = 9800;
    String report =
        status(
            "t1",
            "D1",
            IntStream.range(0, points)
                .mapToObj(i -> "{\"code\":\"code_" + i + "\",\"value\":" + i + "}")
                .collect(Collectors.joining(",")));
    take(frame("m1", 4, report));
    take(frame("m2", 4, status("t1", "D2", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(2);
    List<String> sources = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    int parts = kafka.history().size() - 1;
    assertThat(parts).isGreaterThan(1);
    for (int i = 0; i < parts; i++) {
      JsonObject event = event(i, "reported");
      assertThat(event.getString("dataId")).isEqualTo("D1");
      event
          .getJsonArray("points")
          .getValuesAs(JsonObject.class)
          .forEach(point -> sources.add(point.getString("sourceCode")));
      ids.add(header(kafka.history().get(i), "ce_id"));
    }
    assertThat(sources).hasSize(points).doesNotHaveDuplicates();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(event(parts, "reported").getString("dataId")).isEqualTo("D2");
    take(frame("m3", 4, report));
    awaitDone(3);
    assertThat(
            kafka.history().subList(parts + 1, 2 * parts + 1).stream()
                .map(event -> header(event, "ce_id")))
        .as("the same report is the same events")
        .isEqualTo(ids);
  }

  @Test
  void splitsByTheLengthOfTheValues() {
    String text = "\"value\":\"" + "ä".repeat(60_000) + "\"}";
    kafka = kafkaWithALimit(1024 * 1024);
    build();
    take(
        frame(
            "m1",
            4,
            status(
                "t1",
                "D1",
                "{\"code\":\"a\","
                    + text
                    + ",{\"code\":\"b\","
                    + text
                    + ",{\"code\":\"c\","
                    + text)));
    awaitDone(1);
    assertThat(kafka.history()).hasSize(2);
    assertThat(event(0, "reported").getJsonArray("points")).hasSize(2);
    assertThat(event(1, "reported").getJsonArray("points")).hasSize(1);
  }

  @Test
  void parksAMessageThatKafkaWillNeverTakeAndGoesOn() {
    kafka = kafkaWithALimit(20_000);
    build();
    take(
        frame(
            "m1",
            4,
            status("t1", "D1", "{\"code\":\"switch\",\"value\":\"" + "x".repeat(30_000) + "\"}")));
    take(frame("m2", 4, status("t1", "D2", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(2);
    parked(0, "handler-failed");
    assertThat(kafka.history().get(0).value()).as("only its beginning").hasSize(4096);
    assertThat(event(1, "reported").getString("dataId")).isEqualTo("D2");
    assertThat(acknowledged).containsExactly("m1", "m2");
  }

  @Test
  void goesOnThoughNotEvenTheDeadLetterIsTaken() {
    kafka = kafkaWithALimit(400);
    build();
    take(
        frame(
            "m1",
            4,
            status("t1", "D1", "{\"code\":\"switch\",\"value\":\"" + "x".repeat(3000) + "\"}")));
    awaitDone(1);
    assertThat(acknowledged).containsExactly("m1");
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void parksAMessageOfADeviceWhoseSpecificationIsBroken() {
    bind("no json");
    take(frame("m1", 4, status("t1", "D1", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(1);
    bind(SPECIFICATION);
    take(frame("m2", 4, status("t1", "D2", "{\"code\":\"switch\",\"value\":true}")));
    awaitDone(2);
    parked(0, "handler-failed");
    assertThat(event(1, "reported").getString("dataId")).isEqualTo("D2");
    assertThat(acknowledged).containsExactly("m1", "m2");
  }

  static List<String> absurdConstraints() {
    return List.of(
        "{\"scale\":-2147483640}",
        "{\"scale\":19}",
        "{\"scale\":-1}",
        "{\"scale\":1.5}",
        "{\"scale\":1e-1000000000}",
        "{\"scale\":1e1000000000}",
        "{\"scale\":\"many\"}",
        "no json",
        "[]",
        "{\"a\":".repeat(1100) + "1" + "}".repeat(1100),
        "{\"range\":" + "[".repeat(1100) + "]".repeat(1100) + "}");
  }

  @ParameterizedTest
  @MethodSource("absurdConstraints")
  void takesAbsurdConstraintsForNone(String values) {
    bind(declared(values));
    take(frame("m1", 4, status("t1", "D1", "{\"code\":\"va_temperature\",\"value\":215}")));
    awaitDone(1);
    JsonObject point = event(0, "reported").getJsonArray("points").getJsonObject(0);
    assertThat(point.getInt("value")).isEqualTo(215);
    assertThat(point.getJsonArray("flags").getString(0)).isEqualTo("UNREADABLE_CONSTRAINTS");
  }

  @Test
  void bringsEveryMutatedMessageToAnEnd() {
    Random random = new Random(20261124);
    String plain =
        status(
            "t1",
            "D1",
            "{\"code\":\"va_temperature\",\"value\":215,\"t\":1764000001000},{\"code\":\"switch\",\"value\":true}");
    int messages = 500; // MutatedMessagesIT sends a hundred thousand
    for (int i = 0; i < messages; i++) {
      StringBuilder mutated = new StringBuilder(plain);
      for (int m = 0; m <= random.nextInt(4); m++) {
        int at = random.nextInt(mutated.length());
        mutated.setCharAt(at, (char) (32 + random.nextInt(96)));
      }
      take(frame("m" + i, 4, mutated.toString()));
    }
    awaitDone(messages);
    assertThat(acknowledged).hasSize(messages);
    assertThat(kafka.history()).hasSizeGreaterThan(messages - messages / 30);
    for (int i = 0; i < kafka.history().size(); i++) {
      if (kafka.history().get(i).topic().equals("device.event.v1")) {
        event(i, "reported");
      }
    }
  }

  private static final String ALARM =
      "{\"functions\":[],\"status\":[{\"code\":\"pir_state\",\"type\":\"Enum\",\"values\":\"{\\\"range\\\":[\\\"pir\\\"]}\"}]}";

  private static String motion(String id, String word, Instant at) {
    return frame(
        id,
        4,
        status(
            "t1",
            "D-" + id,
            "{\"code\":\"pir_state\",\"value\":\"" + word + "\",\"t\":" + at.toEpochMilli() + "}"));
  }

  @Test
  void leavesAMessageThatItsKeyDoesNotOpenToBeDeliveredAgainAndParksItAtLast() {
    deliveries = 3;
    build();
    String sealed = frame("m1", 4, status("t1", "D1", "{\"code\":\"switch\",\"value\":true}"));
    String foreign = sealed.replace("aes_ecb", "aes_gcm");
    take(foreign);
    awaitDone(1);
    take(foreign);
    awaitDone(2);
    assertThat(acknowledged).isEmpty();
    assertThat(kafka.history()).isEmpty();
    take(foreign);
    awaitDone(3);
    parked(0, "undecryptable");
    assertThat(new String(kafka.history().get(0).value(), StandardCharsets.UTF_8))
        .as("as it came")
        .isEqualTo(foreign);
    assertThat(acknowledged).containsExactly("m1");
  }

  @Test
  void publishesAMessageThatItsKeyOpensWhenItComesAgain() {
    deliveries = 3;
    build();
    String sealed = frame("m1", 4, status("t1", "D1", "{\"code\":\"switch\",\"value\":true}"));
    take(sealed.replace("aes_ecb", "aes_gcm"));
    awaitDone(1);
    take(sealed);
    awaitDone(2);
    event(0, "reported");
    assertThat(acknowledged).containsExactly("m1");
  }

  @Test
  void believesTuyaHowOftenItHasDeliveredAndLeavesNoMoreThanSoMany() {
    deliveries = 3;
    build();
    String foreign =
        frame("m1", 4, "{}").replace("aes_ecb", "aes_gcm").replace("Count\":0", "Count\":7");
    take(foreign);
    awaitDone(1);
    parked(0, "undecryptable");
    for (int i = 0; i < 101; i++) {
      take(frame("n" + i, 4, "{}").replace("aes_ecb", "aes_gcm"));
    }
    awaitDone(102);
    assertThat(acknowledged).containsExactly("m1", "n100");
  }

  @Test
  void flagsWhatIsOutOfOrder() {
    Instant now = Instant.now();
    bind(ALARM);
    take(motion("m1", "pir", now));
    awaitDone(1);
    take(motion("m2", "pir", now.minusSeconds(10)));
    awaitDone(2);
    assertThat(event(0, "reported").getJsonArray("points").getJsonObject(0).containsKey("flags"))
        .isFalse();
    assertThat(
            event(1, "reported")
                .getJsonArray("points")
                .getJsonObject(0)
                .getJsonArray("flags")
                .getString(0))
        .isEqualTo("LATE");
  }

  @Test
  void saysInTheDevicesPlaceThatWhatItLatchedHasEnded() {
    Instant began = Instant.ofEpochMilli(System.currentTimeMillis() - 180_000);
    bind(ALARM);
    take(motion("m1", "pir", began));
    awaitDone(1);
    assertThat(latches.held).hasSize(1);
    EndLatches end = new EndLatches(latches, intake, null, Duration.ZERO, Clock.systemUTC());
    end.look();
    await().until(() -> latches.held.isEmpty());
    JsonObject ended = event(1, "reported").getJsonArray("points").getJsonObject(0);
    assertThat(ended.getString("code")).isEqualTo("pir");
    assertThat(ended.getString("sourceCode")).isEqualTo("pir_state");
    assertThat(ended.getString("value")).isEqualTo("nopir");
    assertThat(ended.getString("at")).isEqualTo(began.plusSeconds(120).toString());
    assertThat(ended.getJsonArray("flags").getString(0)).isEqualTo("TIMED_OUT");
    end.look();
    assertThat(kafka.history()).hasSize(2);
  }

  @Test
  void endsNoLatchThatTheDeviceHasRepeatedOrEnded() {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    bind(ALARM);
    take(motion("m1", "pir", now.minusSeconds(180)));
    awaitDone(1);
    take(motion("m2", "pir", now));
    awaitDone(2);
    EndLatches end = new EndLatches(latches, intake, null, Duration.ZERO, Clock.systemUTC());
    end.look();
    assertThat(latches.held.values()).singleElement().extracting("began").isEqualTo(now);
    take(motion("m3", "nopir", now.plusSeconds(1)));
    awaitDone(3);
    assertThat(latches.held).isEmpty();
    assertThat(kafka.history()).hasSize(3);
  }

  @Test
  void endsALatchLaterWhenTheBindingsCannotBeRead() {
    bind(ALARM);
    take(motion("m1", "pir", Instant.now().minusSeconds(180)));
    awaitDone(1);
    EndLatches end = new EndLatches(latches, intake, null, Duration.ZERO, Clock.systemUTC());
    bindings.fault = new IllegalStateException("MongoDB is away");
    end.look();
    assertThat(latches.held).hasSize(1);
    bindings.fault = null;
    end.look();
    await().until(() -> latches.held.isEmpty());
    event(1, "reported");
  }

  @Test
  void forgetsTheLatchOfADeviceThatIsGone() {
    bind(ALARM);
    take(motion("m1", "pir", Instant.now().minusSeconds(180)));
    awaitDone(1);
    bindings.remove("d1");
    new EndLatches(latches, intake, null, Duration.ZERO, Clock.systemUTC()).look();
    assertThat(latches.held).isEmpty();
    assertThat(kafka.history()).hasSize(1);
  }
}
