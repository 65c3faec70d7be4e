package iot.smarthome.tuya.registration.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.messaging.EventPublisher;
import iot.smarthome.testing.EventContracts;
import iot.smarthome.tuya.cloud.gateway.CloudSettings;
import iot.smarthome.tuya.cloud.gateway.TuyaAssets;
import iot.smarthome.tuya.cloud.gateway.TuyaCloud;
import iot.smarthome.tuya.cloud.gateway.TuyaCloud.PairingAnswer;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import iot.smarthome.tuya.places.control.InMemoryMirror;
import iot.smarthome.tuya.places.control.MirrorPlaces;
import iot.smarthome.tuya.places.control.PlaceDevice;
import iot.smarthome.tuya.places.entity.MirroredPlace;
import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.DeviceEvents;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegistrationTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30Z");

  private static final String ROOM = "asset-r";
  private static final List<String> KITCHEN = List.of("b", "f", "a", "r");

  private final TuyaCloud cloud = mock(TuyaCloud.class);
  private final TuyaAssets assets = mock(TuyaAssets.class);
  private final InMemoryMirror places = new InMemoryMirror();
  private final InMemoryBindings bindings = new InMemoryBindings();
  private final MockProducer<String, byte[]> kafka =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private final RecentBindings recent =
      new RecentBindings(bindings, Clock.systemUTC(), 10, Duration.ofMinutes(5));
  private PairDevice pairDevice;
  private MoveDevice moveDevice;
  private ReleaseDevice releaseDevice;

  @BeforeEach
  void build() {
    CloudSettings settings =
        new CloudSettings(null, "c", "s", "asset", null, null, 1, 1, null, null);
    MirrorPlaces mirror = new MirrorPlaces(assets, places, places.placements(), settings, true);
    for (int i = 0; i < KITCHEN.size(); i++) {
      String parent = i == 0 ? "asset" : "asset-" + KITCHEN.get(i - 1);
      when(assets.create(KITCHEN.get(i), parent)).thenReturn("asset-" + KITCHEN.get(i));
    }
    PlaceDevice placeDevice = new PlaceDevice(mirror, assets, places.placements());
    RegisterThirdParty thirdParty = new RegisterThirdParty(cloud);
    releaseDevice = new ReleaseDevice(cloud, thirdParty, placeDevice, bindings, recent);
    moveDevice = new MoveDevice(bindings, placeDevice);
    pairDevice =
        new PairDevice(
            cloud,
            new BindHardware(cloud, assets, mirror, bindings),
            thirdParty,
            releaseDevice,
            placeDevice,
            bindings,
            recent,
            new RegistrationOutcome(new DeviceEvents(new EventPublisher(kafka))));
    when(cloud.pair("BC1", ROOM)).thenReturn(new PairingAnswer("t1", true, null, ""));
    when(cloud.details("t1"))
        .thenReturn(
            json(
                "{\"id\":\"t1\",\"product_id\":\"p1\",\"category\":\"ywbj\",\"asset_id\":\"asset-r\"}"));
    when(cloud.specification("t1"))
        .thenReturn(
            Optional.of(
                json(
                    "{\"category\":\"ywbj\",\"functions\":[{\"code\":\"muffling\",\"type\":\"Boolean\"},{\"type\":\"no"
                        + " code\"},7],"
                        + "\"status\":[{\"code\":\"smoke_sensor_status\",\"type\":\"Enum\",\"values\":{\"range\":[\"alarm\"]}}]}")));
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  private static Submission submission(String device, long version, String bindCode, Instant at) {
    return new Submission(
        device, version, "Smoke alarm", bindCode, null, "ywbj", KITCHEN, at, null);
  }

  private static String type(ProducerRecord<String, byte[]> event) {
    return header(event, "ce_type");
  }

  private static String header(ProducerRecord<String, byte[]> event, String name) {
    return new String(event.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  private JsonObject event(int index, String type, String device) {
    ProducerRecord<String, byte[]> event = kafka.history().get(index);
    assertThat(type(event)).isEqualTo("iot.smarthome.device." + type);
    assertThat(event.topic()).isEqualTo("device.event.v1");
    assertThat(event.key()).isEqualTo(device);
    String data = new String(event.value(), StandardCharsets.UTF_8);
    EventContracts.assertValid(type(event), data);
    return json(data);
  }

  @Test
  void confirmsWhatTuyaHasPaired() {
    pairDevice.pair(submission("d1", 1, "BC1", AT));
    JsonObject confirmed = event(0, "confirmed", "d1");
    assertThat(confirmed.getString("tuyaDeviceId")).isEqualTo("t1");
    assertThat(confirmed.getString("productId")).isEqualTo("p1");
    assertThat(confirmed.getJsonObject("specification").toString())
        .isEqualTo(
            "{\"functions\":[{\"code\":\"muffling\",\"type\":\"Boolean\",\"values\":\"{}\"}],"
                + "\"status\":[{\"code\":\"smoke_sensor_status\",\"type\":\"Enum\",\"values\":\"{\\\"range\\\":[\\\"alarm\\\"]}\"}]}");
    assertThat(recent.ofTuyaDevice("t1").orElseThrow().deviceId()).isEqualTo("d1");
  }

  @Test
  void confirmsAgainByTheSameEventAndDoesNotPairTwice() {
    pairDevice.pair(submission("d1", 1, "BC1", AT));
    pairDevice.pair(submission("d1", 1, "BC1", AT));
    verify(cloud, times(1)).pair(any(), any());
    event(1, "confirmed", "d1");
    assertThat(header(kafka.history().get(1), "ce_id"))
        .isEqualTo(header(kafka.history().get(0), "ce_id"));
  }

  @Test
  void findsAPairingAgainWhoseAnswerWasLost() {
    when(cloud.pair("BC1", ROOM))
        .thenReturn(new PairingAnswer("t1", false, "1113", "bound already"));
    pairDevice.pair(submission("d1", 1, "BC1", AT));
    event(0, "confirmed", "d1");
  }

  @Test
  void rejectsADeviceThatIsBoundElsewhere() {
    when(cloud.pair("BC1", ROOM))
        .thenReturn(new PairingAnswer("t1", false, "1106", "permission deny"));
    when(cloud.details("t1")).thenReturn(json("{\"asset_id\":\"of somebody else\"}"));
    pairDevice.pair(submission("d1", 1, "BC1", AT));
    assertThat(event(0, "rejected", "d1").getString("code")).isEqualTo("1106");
  }

  @Test
  void rejectsWithTuyasWordsAndAnExplanation() {
    when(cloud.pair("BC1", ROOM))
        .thenThrow(
            new TuyaCloudException(Fault.REJECTED, "2010", "device not exist", "Check it.", null));
    pairDevice.pair(submission("d1", 3, "BC1", AT));
    JsonObject rejected = event(0, "rejected", "d1");
    assertThat(rejected.getString("message")).isEqualTo("device not exist");
    assertThat(rejected.getString("explanation")).isEqualTo("Check it.");
    assertThat(rejected.getInt("registrationVersion")).isEqualTo(3);
    assertThat(bindings.ofDevice("d1")).isEmpty();
  }

  @Test
  void waitsWhileTuyaIsAwayOrDoesNotLetTheProjectCall() {
    for (TuyaCloudException fault :
        List.of(
            new TuyaCloudException(Fault.RETRYABLE, "no-answer", "w", "e", null),
            new TuyaCloudException(Fault.PROJECT, "28841004", "w", "e", null))) {
      org.mockito.Mockito.doThrow(fault).when(cloud).pair("BC2", ROOM);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> pairDevice.pair(submission("d1", 1, "BC2", AT)))
            .isInstanceOf(TuyaCloudException.class);
      }
    }
    // each fault is told once, however often it is tried
    assertThat(kafka.history()).hasSize(2);
    JsonObject postponed = event(0, "postponed", "d1");
    assertThat(postponed.getString("code")).isEqualTo("no-answer");
    assertThat(event(1, "postponed", "d1").getString("code")).isEqualTo("28841004");
  }

  @Test
  void registersADeviceOfAThirdPartyByAnIdOfOurs() {
    when(cloud.register("01980a10d1", "Smoke alarm", "p1")).thenReturn("t1");
    Submission submission = thirdParty("01980a10-d1", 1, "Smoke alarm", "p1");
    pairDevice.pair(submission);
    JsonObject confirmed = event(0, "confirmed", "01980a10-d1");
    assertThat(confirmed.getString("tuyaDeviceId")).isEqualTo("t1");
    pairDevice.pair(submission);
    event(1, "confirmed", "01980a10-d1");
    verify(cloud, times(1)).register(any(), any(), any());
    verify(cloud, never()).pair(any(), any());
    releaseDevice.release("01980a10-d1");
    verify(cloud).removeThirdParty("01980a10d1");
    verify(cloud, never()).release(any());
  }

  @Test
  void findsADeviceOfAThirdPartyAgainWhoseRegistrationWasNeverAnswered() {
    when(cloud.register("d1", "Smoke alarm", "p1"))
        .thenThrow(new TuyaCloudException(Fault.REJECTED, "1109", "repeated", "e", null));
    when(cloud.thirdParty("d1")).thenReturn(Optional.of("t1"));
    pairDevice.pair(thirdParty("d1", 1, "Smoke alarm", "p1"));
    event(0, "confirmed", "d1");
    when(cloud.thirdParty("d1")).thenReturn(Optional.empty());
    when(cloud.register("d1", "Smoke alarm", "p2")).thenReturn("t1");
    pairDevice.pair(thirdParty("d1", 2, "Smoke alarm", "p2"));
    verify(cloud).removeThirdParty("d1");
  }

  @Test
  void rejectsADeviceOfAnUnknownProduct() {
    when(cloud.register("d1", "A ywbj d1", "p9"))
        .thenThrow(new TuyaCloudException(Fault.REJECTED, "2005", "product not exist", "e", null));
    when(cloud.thirdParty("d1")).thenReturn(Optional.empty());
    pairDevice.pair(thirdParty("d1", 1, "A", "p9"));
    assertThat(event(0, "rejected", "d1").getString("code")).isEqualTo("2005");
  }

  private static Submission thirdParty(String id, long version, String name, String product) {
    return new Submission(id, version, name, null, product, "ywbj", KITCHEN, AT, null);
  }

  @Test
  void findsAPairingAgainOfWhichTuyaDoesNotNameTheDevice() {
    when(cloud.pair("BC1", ROOM))
        .thenReturn(new PairingAnswer(null, false, "1113", "do not repeat the operation"));
    when(assets.devices(ROOM)).thenReturn(List.of("t0", "t1", "t2", "t3"));
    bindings.save(new Binding("d0", "t0", "BC0", "p", "ywbj", "{}", 1, AT));
    long now = AT.getEpochSecond();
    when(cloud.details("t1")).thenReturn(found("ywbj", now + 1));
    when(cloud.details("t2")).thenReturn(found("kg", now + 1));
    when(cloud.details("t3")).thenReturn(found("ywbj", now - 3600));
    pairDevice.pair(submission("d1", 1, "BC1", AT));
    assertThat(event(0, "confirmed", "d1").getString("tuyaDeviceId")).isEqualTo("t1");
  }

  @Test
  void doesNotGuessWhichOfTwoDevicesItIs() {
    when(cloud.pair("BC1", ROOM)).thenReturn(new PairingAnswer(null, false, "1113", "repeated"));
    when(assets.devices(ROOM)).thenReturn(List.of("t1", "t2"));
    when(cloud.details("t1")).thenReturn(found("ywbj", AT.getEpochSecond()));
    when(cloud.details("t2")).thenReturn(found("ywbj", AT.getEpochSecond()));
    pairDevice.pair(submission("d1", 1, "BC1", AT));
    assertThat(event(0, "rejected", "d1").getString("code")).isEqualTo("1113");
  }

  private static JsonObject found(String category, long at) {
    return json("{\"category\":\"" + category + "\",\"active_time\":" + at + "}");
  }

  @Test
  void bringsAFoundDeviceToWhereItHangsAndFollowsItFromThen() {
    places.save(MirroredPlace.unheardOf("old", null).at("asset-old", "asset"), null);
    when(cloud.pair("BC1", ROOM)).thenReturn(new PairingAnswer("t1", false, "1113", "repeated"));
    when(cloud.details("t1"))
        .thenReturn(json("{\"product_id\":\"p1\",\"asset_id\":\"asset-old\"}"));
    pairDevice.pair(submission("d1", 1, "BC1", AT));
    verify(assets).transfer("t1", "asset-old", ROOM);
    moveDevice.follow("d1", KITCHEN);
    moveDevice.follow("d1", List.of("b", "f", "a"));
    verify(assets).transfer("t1", ROOM, "asset-a");
    moveDevice.follow("unknown", KITCHEN);
    verify(assets, times(2)).transfer(any(), any(), any());
  }

  @Test
  void releasesTheFormerDeviceWhenTheBindCodeChanges() {
    bindings.save(new Binding("d1", "t0", "BC0", "p", "ywbj", "{}", 1, AT));
    pairDevice.pair(submission("d1", 2, "BC1", AT.plusSeconds(1)));
    verify(cloud).release("t0");
    assertThat(bindings.ofDevice("d1").orElseThrow().tuyaDeviceId()).isEqualTo("t1");
  }

  @Test
  void passesOverAnOlderVersion() {
    bindings.save(new Binding("d1", "t1", "BC1", "p", "ywbj", "{}", 4, AT));
    pairDevice.pair(submission("d1", 3, "BC0", AT));
    verify(cloud, never()).pair(any(), any());
    assertThat(kafka.history()).isEmpty();
  }

  @Test
  void givesABindCodeToTheLaterOfTwoDevices() {
    bindings.save(new Binding("d0", "t1", "BC1", "p", "ywbj", "{}", 1, AT));
    when(cloud.pair("BC1", ROOM)).thenReturn(new PairingAnswer(null, false, null, "bound already"));
    pairDevice.pair(submission("d1", 1, "BC1", AT.plusSeconds(60)));
    event(0, "confirmed", "d1");
    pairDevice.pair(submission("d0", 1, "BC1", AT));
    assertThat(event(1, "rejected", "d0").getString("code")).isEqualTo("bind-code-in-use");
    releaseDevice.release("d0");
    verify(cloud, never()).release(any());
    assertThat(bindings.ofBindCode("BC1").orElseThrow().deviceId()).isEqualTo("d1");
  }

  @Test
  void givesABindCodeToTheLaterOfTwoDevicesOfOneSecond() {
    bindings.save(new Binding("d0", "t1", "BC1", "p", "ywbj", "{}", 1, AT));
    when(cloud.pair("BC1", ROOM)).thenReturn(new PairingAnswer(null, false, null, "bound already"));
    pairDevice.pair(submission("d1", 1, "BC1", AT.plusMillis(40)));
    event(0, "confirmed", "d1");
  }

  @Test
  void takesTheOrderOfIdsWhenTheTimesAreTheSame() {
    bindings.save(new Binding("d1", "t1", "BC1", "p", "ywbj", "{}", 1, AT));
    when(cloud.pair("BC1", ROOM)).thenReturn(new PairingAnswer(null, false, null, "bound already"));
    pairDevice.pair(submission("d0", 1, "BC1", AT));
    assertThat(event(0, "rejected", "d0").getString("code")).isEqualTo("bind-code-in-use");
    pairDevice.pair(submission("d2", 1, "BC1", AT));
    event(1, "confirmed", "d2");
  }

  @Test
  void givesUpAnOutcomeThatKafkaWillNeverTake() {
    kafka.sendException =
        new org.apache.kafka.common.errors.RecordTooLargeException("specification");
    assertThatThrownBy(() -> pairDevice.pair(submission("d1", 1, "BC1", AT)))
        .isInstanceOf(iot.smarthome.messaging.UnprocessableEventException.class);
  }

  @Test
  void releasesADeletedDeviceOnce() {
    pairDevice.pair(submission("d1", 1, "BC1", AT));
    recent.ofTuyaDevice("t1");
    releaseDevice.release("d1");
    releaseDevice.release("d1");
    verify(cloud, times(1)).release("t1");
    assertThat(recent.ofTuyaDevice("t1")).isEmpty();
  }

  @Test
  void failsWhenKafkaHasNotTakenTheOutcomeSoThatItIsTriedAgain() {
    kafka.sendException = new org.apache.kafka.common.errors.TimeoutException("no metadata");
    assertThatThrownBy(() -> pairDevice.pair(submission("d1", 1, "BC1", AT)))
        .hasMessageContaining("Kafka has not taken");
    assertThat(bindings.ofDevice("d1")).isEmpty();
  }

  @Test
  void remembersNoMoreThanItsBound() {
    RecentBindings few = new RecentBindings(bindings, Clock.systemUTC(), 1, Duration.ofMinutes(5));
    bindings.save(new Binding("d1", "t1", "BC1", "p", "ywbj", "{}", 1, AT));
    bindings.save(new Binding("d2", "t2", "BC2", "p", "ywbj", "{}", 1, AT));
    few.ofTuyaDevice("t1");
    few.ofTuyaDevice("t2");
    bindings.remove("d1");
    bindings.remove("d2");
    assertThat(few.ofTuyaDevice("t2")).isPresent();
    assertThat(few.ofTuyaDevice("t1")).isEmpty();
  }
}
