package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuya.messages.control.Pipeline.End;
import jakarta.json.spi.JsonProvider;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;

/**
 * Whatever comes over the network becomes an event, or is passed over, or is refused as unreadable:
 * nothing else, in bounded time and memory, and what comes behind it is read as ever.
 */
class HostileMessagesTest {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Vocabulary VOCABULARY = new Vocabulary();
  private static final int MANY = 10 * 1024 * 1024;

  private final RealMessages real = new RealMessages();
  private final Pipeline pipeline = new Pipeline(real::binding);

  private void goesOn() {
    RealMessages.Plain message = real.all().get(0);
    assertThat(pipeline.take(Pipeline.frame(message.protocol(), message.text())))
        .isEqualTo(End.EVENT);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void bringsEveryMessageToAnEnd(
      @ForAll("protocols") int protocol, @ForAll("messages") String plain) {
    assertThat(pipeline.take(Pipeline.frame(protocol, plain))).isNotNull();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void bringsEveryEnvelopeToAnEnd(@ForAll("json") String payload, @ForAll String anything) {
    assertThat(pipeline.take(Pipeline.frame(payload))).isEqualTo(End.REFUSED);
    assertThat(pipeline.take(payload)).isEqualTo(End.REFUSED);
    assertThat(pipeline.take(anything)).isEqualTo(End.REFUSED);
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void readsEveryEnvelopeWhoseFieldsAreOfOtherTypes(
      @ForAll("json") String protocol, @ForAll("json") String time, @ForAll("json") String data) {
    String envelope = "{\"data\":%s,\"protocol\":%s,\"t\":%s}";
    assertThat(pipeline.take(Pipeline.frame(String.format(envelope, data, "4", time))))
        .isEqualTo(End.REFUSED);
    assertThat(pipeline.take(Pipeline.frame(String.format(envelope, "\"\"", protocol, time))))
        .isEqualTo(End.REFUSED);
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  void readsEverySpecification(
      @ForAll("json") String values, @ForAll("types") String type, @ForAll("json") String raw) {
    var item = JSON.createObjectBuilder().add("code", "x").add("type", type).add("values", values);
    var specification =
        SpecificationReader.read(
            JSON.createObjectBuilder()
                .add("category", "c")
                .add("status", JSON.createArrayBuilder().add(item))
                .build());
    assertThat(specification.find("x")).isPresent();
    Normalisation normalisation = new Normalisation(VOCABULARY);
    for (Object value : List.of(raw, BigDecimal.TEN, true)) {
      assertThat(normalisation.normaliseAll(specification, "x", value, Pipeline.NOW)).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<Integer> protocols() {
    return Arbitraries.of(4, 20, 1000, 1001, 1002, 1010, 10000, -1);
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
        "Integer", "Boolean", "Enum", "String", "Json", "Raw", "Bitmap", "Float", "");
  }

  /** Messages whose fields may be anything. */
  @Provide
  Arbitrary<String> messages() {
    Arbitrary<String> point =
        Combinators.combine(
                Arbitraries.of("code", "value", "t", "time", "101", "", "kode"), json(), json())
            .as(
                (field, any, other) ->
                    "{\"code\":\"switch\",\"value\":" + other + ",\"" + field + "\":" + any + "}");
    Arbitrary<String> points =
        Arbitraries.oneOf(point.list().ofMaxSize(4).map(List::toString), json());
    Arbitrary<String> device = Arbitraries.oneOf(Arbitraries.just("\"t0\""), json());
    return Combinators.combine(device, points, json(), json())
        .as(
            (id, list, any, time) ->
                "{\"bizCode\":\"devicePropertyMessage\",\"devId\":"
                    + id
                    + ",\"status\":"
                    + list
                    + ",\"dataId\":"
                    + any
                    + ",\"ts\":"
                    + time
                    + ",\"bizData\":{\"devId\":"
                    + id
                    + ",\"properties\":"
                    + list
                    + ",\"time\":"
                    + time
                    + "}}");
  }

  /** JSON, and what is nearly so. */
  @Provide
  Arbitrary<String> json() {
    Arbitrary<String> scalar =
        Arbitraries.oneOf(
            Arbitraries.of(
                "NaN",
                "-Infinity",
                "1e999999999",
                "-1e-999999999",
                "1e99999999999",
                "1E+400",
                "123456789012345678901234567890.5",
                "0x10",
                "null",
                "true",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"1764000001\"",
                "\"2026-11-24T10:15:30Z\"",
                "\"+1000000000-01-01T00:00:00Z\"",
                "\"AAECAwQFBgcICQoL/w==\"",
                "\"{\\\"h\\\":1}\""),
            Arbitraries.longs().map(String::valueOf),
            Arbitraries.doubles().map(String::valueOf),
            Arbitraries.strings().ofMaxLength(20).map(HostileMessagesTest::quoted));
    return Arbitraries.recursive(
        () -> scalar,
        inner ->
            Arbitraries.oneOf(
                inner.list().ofMaxSize(3).map(List::toString),
                inner.list().ofMaxSize(3).map(HostileMessagesTest::object),
                inner),
        0,
        3);
  }

  private static String quoted(String text) {
    return JSON.createValue(text).toString();
  }

  private static String object(List<String> values) {
    StringBuilder object = new StringBuilder("{");
    for (int i = 0; i < values.size(); i++) {
      object.append(i == 0 ? "" : ",").append("\"").append(i).append("\":").append(values.get(i));
    }
    return object.append('}').toString();
  }

  @Example
  void refusesWhatIsNestedTooDeeply() {
    for (String open : List.of("[", "{\"a\":", "[{\"a\":")) {
      assertThat(pipeline.take(Pipeline.frame(4, open.repeat(200_000)))).isEqualTo(End.REFUSED);
      assertThat(pipeline.take(open.repeat(200_000))).isEqualTo(End.REFUSED);
    }
    goesOn();
  }

  @Example
  void takesTenMegabytes() {
    String text = "x".repeat(MANY);
    String status = "{\"devId\":\"t0\",\"dataId\":\"D\",\"status\":[%s]}";
    assertThat(
            pipeline.take(
                Pipeline.frame(
                    4, String.format(status, "{\"code\":\"s\",\"value\":\"" + text + "\"}"))))
        .isEqualTo(End.EVENT);
    assertThat(pipeline.take(Pipeline.frame(4, text))).isEqualTo(End.REFUSED);
    assertThat(pipeline.take(text)).isEqualTo(End.REFUSED);
    goesOn();
  }

  @Example
  void isNotHeldUpByNumbersThatAreTooLargeToCalculateWith() {
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (String number : List.of("1e999999999", "-1e999999999", "1e-999999999")) {
            String point =
                "{\"devId\":\"t0\",\"dataId\":\"D\",\"status\":[{\"code\":\"fault\",\"value\":%1$s,\"t\":%1$s}]}";
            pipeline.take(Pipeline.frame(4, String.format(point, number)));
            pipeline.take(
                Pipeline.frame(
                    String.format("{\"data\":\"\",\"protocol\":%1$s,\"t\":%1$s}", number)));
            pipeline.take(
                Pipeline.frame(4, "{}")
                    .replace(
                        "\"properties\"", "\"redeliveryCount\":" + number + ",\"properties\""));
          }
        });
    goesOn();
  }

  @Example
  void bringsMutatedMessagesToAnEnd() {
    MutatedMessagesIT.run(real, pipeline, new Random(20261125), 2_000);
    goesOn();
  }
}
