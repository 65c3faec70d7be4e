package iot.smarthome.tuyamock.cloud.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.gateway.DeviceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudTest {

  // Tuya's published example of a signature
  private static final String CLIENT = "1KAD46OrT9HafiKdsXeg";
  private static final String SECRET = "4OHBOnWOqaEC1mWXOpVL3yV50s0qGSRC";
  private static final Instant TIME = Instant.ofEpochMilli(1588925778000L);

  private final Clock clock = Clock.fixed(TIME, ZoneOffset.UTC);
  private final Tokens tokens = new Tokens(clock, Duration.ofHours(2));
  private final CallCheck check =
      new CallCheck(CLIENT, SECRET, Duration.ofMinutes(5), tokens, clock);

  private static void refused(int code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(CloudError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = new HashMap<>();
    headers.put("client_id", CLIENT);
    headers.put("t", "1588925778000");
    headers.put("nonce", "5138cc3a9033d69856923fd07b491173");
    headers.put("Signature-Headers", "area_id:call_id");
    headers.put("area_id", "29a33e8796834b1efa6");
    headers.put("call_id", "8afdb70ab2ed11eb85290242ac130003");
    headers.put("sign", "9E48A3E93B302EEECC803C7241985D0A34EB944F40FB573C7B5C2A82158AF13E");
    return headers;
  }

  private void tokenCall(Map<String, String> headers) {
    check.check(
        "GET", "/v1.0/token", new TreeMap<>(Map.of("grant_type", "1")), headers::get, new byte[0]);
  }

  @Test
  void acceptsTuyasPublishedSignature() {
    tokenCall(headers());
  }

  @Test
  void refusesEveryAlteredCall() {
    for (String header : new String[] {"nonce", "area_id", "sign"}) {
      Map<String, String> headers = headers();
      headers.put(header, "x");
      refused(1004, () -> tokenCall(headers));
    }
    refused(
        1004,
        () ->
            check.check(
                "GET",
                "/v1.0/token",
                new TreeMap<>(Map.of("grant_type", "1")),
                headers()::get,
                "{}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void refusesAnotherClientAndAnotherTime() {
    Map<String, String> client = headers();
    client.put("client_id", "other");
    refused(1005, () -> tokenCall(client));
    Map<String, String> time = headers();
    time.put("t", Long.toString(TIME.minus(Duration.ofMinutes(6)).toEpochMilli()));
    refused(1013, () -> tokenCall(time));
    time.put("t", "yesterday");
    refused(1013, () -> tokenCall(time));
    time.remove("t");
    refused(1013, () -> tokenCall(time));
  }

  @Test
  void givesWhatIsLeftOfATokenAndReplacesThePair() {
    Tokens.Pair first = tokens.grant();
    assertThat(tokens.grant()).isEqualTo(first);
    assertThat(tokens.secondsLeft(first)).isEqualTo(7200);
    Tokens.Pair second = tokens.refresh(first.refresh());
    assertThat(tokens.isGood(first.access())).isFalse();
    assertThat(tokens.isGood(second.access())).isTrue();
    refused(1010, () -> tokens.refresh(first.refresh()));
    tokens.revoke();
    assertThat(tokens.isGood(second.access())).isFalse();
    refused(1010, () -> tokens.refresh(second.refresh()));
  }

  @Test
  void alwaysMakesTheSameDeviceOfABindCode() {
    Stock stock = new Stock();
    assertThat(stock.categories()).hasSizeGreaterThanOrEqualTo(14);
    for (String category : stock.categories()) {
      CloudDevice device = stock.make("STOCK-" + category + "-7").orElseThrow();
      assertThat(device.id()).isEqualTo(stock.make("STOCK-" + category + "-7").orElseThrow().id());
      assertThat(device.specification()).contains("\"values\":\"{");
      assertThat(device.status()).isNotEmpty();
    }
    assertThat(stock.make("STOCK-none-1")).isEmpty();
    assertThat(stock.make("other")).isEmpty();
  }

  @Test
  void bindsOnceAndRemembersIt(@TempDir Path folder) {
    String file = folder.resolve("devices.json").toString();
    Devices devices = new Devices(new DeviceFile(Optional.of(file)), new Stock(), clock);
    Devices.Binding bound = devices.bind("STOCK-ywbj-1", "asset");
    assertThat(bound.bound()).isTrue();
    assertThat(devices.bind("STOCK-ywbj-1", "asset").code()).isEqualTo(1113);
    assertThat(devices.bind("STOCK-ywbj-1", "other").code()).isEqualTo(1106);
    assertThat(devices.bind("unknown", "asset").code()).isEqualTo(2010);
    devices.connect(bound.device(), false);
    devices.save();
    assertThat(devices.write()).isTrue();

    Devices again = new Devices(new DeviceFile(Optional.of(file)), new Stock(), clock);
    CloudDevice device = again.bound(bound.device().id());
    assertThat(device.isOnline()).isFalse();
    assertThat(device.name()).isEqualTo("Smoke alarm 1");
    assertThat(device.activeAt()).isEqualTo(TIME);
    again.release(device.id());
    refused(2010, () -> again.bound(device.id()));
    refused(2010, () -> again.byBindCode("none"));
    refused(1109, () -> again.add(device));
    assertThat(again.all()).hasSize(1);
  }

  @Test
  void writesManyChangesAtOnceAndNothingWithoutAny(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("devices.json");
    Devices devices = new Devices(new DeviceFile(Optional.of(file.toString())), new Stock(), clock);
    CloudDevice device = devices.bind("STOCK-ywbj-1", "asset").device();
    assertThat(Files.readString(file)).as("a bound device is kept at once").contains("asset");
    for (int i = 0; i < 100; i++) {
      devices.report(device, Map.of("battery_percentage", Integer.toString(i)));
      devices.save();
    }
    assertThat(Files.readString(file))
        .as("no report waits for the disk")
        .doesNotContain("\"battery_percentage\":\"99\"");
    assertThat(devices.write()).isTrue();
    assertThat(Files.readString(file)).contains("\"battery_percentage\":\"99\"");
    assertThat(devices.write()).isFalse();
    devices.connect(device, false);
    devices.stop();
    assertThat(Files.readString(file)).contains("\"online\":false");
  }

  @Test
  void writesAgainWhatCouldNotBeWritten(@TempDir Path folder) throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "no folder");
    Path file = blocked.resolve("devices.json");
    Devices devices = new Devices(new DeviceFile(Optional.of(file.toString())), new Stock(), clock);
    devices.bind("STOCK-ywbj-1", "asset");
    assertThatThrownBy(devices::write).isInstanceOf(UncheckedIOException.class);
    Files.delete(blocked);
    assertThat(devices.write()).isTrue();
    assertThat(file).exists();
  }
}
