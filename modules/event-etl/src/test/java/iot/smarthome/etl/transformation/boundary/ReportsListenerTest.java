package iot.smarthome.etl.transformation.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.etl.placement.control.LocateDevice;
import iot.smarthome.etl.placement.control.PlacementAwaitedException;
import iot.smarthome.etl.placement.entity.Location;
import iot.smarthome.etl.placement.entity.Placement;
import iot.smarthome.etl.rawcodes.control.InMemoryRawCodes;
import iot.smarthome.etl.rawcodes.control.LimitRawCodes;
import iot.smarthome.etl.transformation.control.Classification;
import iot.smarthome.etl.transformation.control.MetricNames;
import iot.smarthome.etl.transformation.control.SafetyWords;
import iot.smarthome.etl.transformation.control.TransformReport;
import iot.smarthome.etl.transformation.gateway.MeasuredMetrics;
import iot.smarthome.etl.transformation.gateway.TransformationCounts;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventPublisher;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the golden example of the consumed contract to a valid event of the produced one. */
class ReportsListenerTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000d1";
  private static final String REPORTED = "iot.smarthome.device.reported";

  private final MockProducer<String, byte[]> kafka =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final LocateDevice locate = mock(LocateDevice.class);
  private final TransformationCounts counts = mock(TransformationCounts.class);
  private final ReportsListener listener =
      new ReportsListener(
          null,
          new TransformReport(
              locate,
              new Classification(new MetricNames(), new SafetyWords()),
              new LimitRawCodes(new InMemoryRawCodes(), 2),
              new MeasuredMetrics(new EventPublisher(kafka)),
              counts),
          null,
          4,
          16);

  private void hear(String type, String json) throws Exception {
    listener.transform(
        ID,
        new EventEnvelope(
            "e1",
            type,
            "/tuya-adapter",
            Instant.parse("2026-11-24T10:16:02Z"),
            ID,
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            json.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<Placement> placed() {
    return Optional.of(Placement.of(ID, "wsdcg", "p1", new Location("b", "f", "a", "r"), 1));
  }

  private static String header(ProducerRecord<String, byte[]> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private String published(int index) {
    ProducerRecord<String, byte[]> event = kafka.history().get(index);
    assertThat(event.topic()).isEqualTo("metric.v1");
    assertThat(event.key()).isEqualTo(ID);
    assertThat(header(event, "ce_type")).isEqualTo("iot.smarthome.metric.measured");
    assertThat(header(event, "ce_source")).isEqualTo("/event-etl");
    assertThat(header(event, "ce_subject")).isEqualTo(ID);
    assertThat(header(event, "traceparent")).startsWith("00-4bf92f");
    String json = new String(event.value(), StandardCharsets.UTF_8);
    EventContracts.assertValid("iot.smarthome.metric.measured", json);
    return json;
  }

  @Test
  void makesOneMetricOfEachPoint() throws Exception {
    when(locate.placement(ID)).thenReturn(placed());
    hear(REPORTED, EventContracts.example(REPORTED));
    assertThat(published(0))
        .contains(
            "\"location\":{\"buildingId\":\"b\",\"floorId\":\"f\",\"areaId\":\"a\",\"roomId\":\"r\"}",
            "{\"family\":\"climate\",\"name\":\"temperature\",\"kind\":\"NUMBER\",\"value\":21.5,\"unit\":\"Cel\","
                + "\"at\":\"2026-11-24T10:15:30Z\",\"sourceCode\":\"va_temperature\"}",
            "\"name\":\"temperature_alarm\",\"kind\":\"ENUM\",\"value\":\"cancle\"",
            "\"family\":\"raw\",\"name\":\"x_101\",\"kind\":\"RAW\",\"value\":\"7\"");
    verify(counts, org.mockito.Mockito.times(2)).measured("climate");
    verify(counts).unreliable();
  }

  @Test
  void givesARepeatedReportTheSameId() throws Exception {
    when(locate.placement(ID)).thenReturn(placed());
    hear(REPORTED, EventContracts.example(REPORTED));
    hear(REPORTED, EventContracts.example(REPORTED));
    assertThat(header(kafka.history().get(1), "ce_id"))
        .isEqualTo(header(kafka.history().get(0), "ce_id"))
        .isNotEqualTo("e1");
  }

  @Test
  void sendsMetricsOfAnUnplacedDeviceWithoutALocation() throws Exception {
    when(locate.placement(ID)).thenReturn(Optional.empty());
    hear(REPORTED, EventContracts.example(REPORTED));
    assertThat(published(0)).doesNotContain("location").contains("\"temperature\"");
  }

  @Test
  void sendsNothingWhileThePlacementIsAwaited() {
    when(locate.placement(ID)).thenThrow(new PlacementAwaitedException(ID));
    assertThatThrownBy(() -> hear(REPORTED, EventContracts.example(REPORTED)))
        .isInstanceOf(PlacementAwaitedException.class);
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void isNotDoneBeforeKafkaIs() {
    when(locate.placement(any())).thenReturn(placed());
    kafka.sendException = new RecordTooLargeException("too large");
    assertThatThrownBy(() -> hear(REPORTED, EventContracts.example(REPORTED)))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void passesOverWhatIsNoReportAndWhatIsEmpty() throws Exception {
    hear("iot.smarthome.device.connected", "{}");
    hear(
        REPORTED,
        "{\"deviceId\":\"d\",\"dataId\":\"i\",\"category\":\"c\",\"productId\":\"p\",\"points\":[]}");
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void keepsTruthsAsTruths() throws Exception {
    when(locate.placement(any())).thenReturn(placed());
    hear(REPORTED, report("\"BOOLEAN\",\"value\":false"));
    assertThat(published(0)).contains("\"value\":false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"deviceId\":\"d\",\"dataId\":\"i\",\"category\":\"c\",\"points\":[7]}"
      })
  void givesUpOnWhatCannotBeRead(String json) {
    assertThatThrownBy(() -> hear(REPORTED, json)).isInstanceOf(UnprocessableEventException.class);
  }

  @Test
  void givesUpOnWhatIsNestedTooDeeplyAndOnATimeBeyondTheCalendar() {
    assertThatThrownBy(() -> hear(REPORTED, "{\"a\":".repeat(5000) + "1" + "}".repeat(5000)))
        .isInstanceOf(UnprocessableEventException.class);
    assertThatThrownBy(
            () ->
                hear(
                    REPORTED,
                    report("\"TEXT\",\"value\":\"x\"")
                        .replace("2026-11-24T10:15:30Z", "+1000000000-12-31T23:59:59Z")))
        .isInstanceOf(UnprocessableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"NUMBER\",\"value\":\"7\"",
        "\"BOOLEAN\",\"value\":\"true\"",
        "\"TEXT\",\"value\":7",
        "\"SPEECH\",\"value\":\"x\""
      })
  void givesUpOnAValueOfAnotherKind(String kindAndValue) {
    assertThatThrownBy(() -> hear(REPORTED, report(kindAndValue)))
        .isInstanceOf(UnprocessableEventException.class);
  }

  @Test
  void makesSeriesOfAFewUndeclaredCodesOnlyAndKeepsAllThatIsDeclared() throws Exception {
    when(locate.placement(any())).thenReturn(placed());
    for (int i = 0; i < 5; i++) {
      hear(REPORTED, undeclared("hostile_" + i));
    }
    assertThat(kafka.history()).hasSize(2);
    assertThat(published(0)).contains("hostile_0");
    assertThat(published(1)).contains("hostile_1");
    verify(counts, org.mockito.Mockito.times(3)).leftOut(1);
    hear(REPORTED, undeclared("hostile_1"));
    assertThat(published(2)).contains("hostile_1");
    hear(REPORTED, report("\"BOOLEAN\",\"value\":false"));
    assertThat(published(3)).contains("\"value\":false");
  }

  private static String undeclared(String code) {
    return report("\"RAW\",\"value\":\"x\",\"flags\":[\"UNDECLARED\"]")
        .replace("\"code\":\"s\"", "\"code\":\"" + code + "\"");
  }

  private static String report(String kindAndValue) {
    return "{\"deviceId\":\""
        + ID
        + "\",\"dataId\":\"i\",\"category\":\"c\",\"productId\":\"p\",\"points\":[{\"code\":\"s\","
        + "\"sourceCode\":\"s\",\"at\":\"2026-11-24T10:15:30Z\",\"kind\":"
        + kindAndValue
        + "}]}";
  }
}
