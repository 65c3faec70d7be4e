package iot.smarthome.tuyamock.cloud.control;

import static iot.smarthome.tuyamock.Cloud.ASSET;
import static iot.smarthome.tuyamock.Cloud.CLIENT;
import static iot.smarthome.tuyamock.Cloud.OTHER_ASSET;
import static iot.smarthome.tuyamock.Cloud.SECRET;
import static iot.smarthome.tuyamock.Cloud.TIME;
import static iot.smarthome.tuyamock.Cloud.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudTest {

  private final Cloud cloud = new Cloud();
  private final Tokens tokens = new Tokens(cloud.clock, 7200, false);
  private final CallCheck check =
      new CallCheck(CLIENT, SECRET, Duration.ofMinutes(5), tokens, cloud.clock);

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
  void acceptsTheBodyOfAGetAsTuyasNodeConnectorSendsIt() {
    Map<String, String> headers = headers();
    headers.remove("Signature-Headers");
    headers.remove("nonce");
    String body = "{}";
    headers.put(
        "sign",
        hmac(
            CLIENT
                + "1588925778000"
                + "GET\n44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\n\n"
                + "/v1.0/token?grant_type=1"));
    check.check(
        "GET",
        "/v1.0/token",
        new TreeMap<>(Map.of("grant_type", "1")),
        headers::get,
        body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void refusesTheOldAlgorithmOfRefreshing() {
    Map<String, String> headers = headers();
    headers.put("sign", hmac(CLIENT + "1588925778000"));
    refused(
        1004,
        () -> check.check("GET", "/v1.0/token/abc", new TreeMap<>(), headers::get, new byte[0]));
  }

  private static String hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .withUpperCase()
          .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aLoginElsewhereEndsTheToken() {
    Tokens.Pair first = tokens.grant();
    assertThat(tokens.secondsLeft(first)).isEqualTo(7200);
    assertThat(tokens.isGood(first.access())).isTrue();
    Tokens.Pair elsewhere = tokens.grant();
    assertThat(tokens.isGood(first.access())).isFalse();
    assertThat(tokens.isGood(elsewhere.access())).isTrue();
  }

  @Test
  void givesWhatIsLeftOfATokenWhereLoginsShareIt() {
    tokens.rule(Duration.ofSeconds(90), true);
    assertThat(tokens.isShared()).isTrue();
    assertThat(tokens.life()).isEqualTo(Duration.ofSeconds(90));
    Tokens.Pair first = tokens.grant();
    cloud.clock.shift(Duration.ofSeconds(60));
    assertThat(tokens.grant()).isEqualTo(first);
    assertThat(tokens.secondsLeft(first)).isEqualTo(30);
    cloud.clock.shift(Duration.ofSeconds(91));
    assertThat(tokens.isGood(first.access())).isFalse();
    assertThat(tokens.grant()).isNotEqualTo(first);
  }

  @Test
  void aRefreshReplacesThePairAndIsGoodOnce() {
    Tokens.Pair first = tokens.grant();
    Tokens.Pair second = tokens.refresh(first.refresh());
    assertThat(tokens.isGood(first.access())).isFalse();
    assertThat(tokens.isGood(second.access())).isTrue();
    refused(1010, () -> tokens.refresh(first.refresh()));
    tokens.revoke();
    assertThat(tokens.isGood(second.access())).isFalse();
    refused(1010, () -> tokens.refresh(second.refresh()));
  }

  @Test
  void aCloudWhoseClockIsOffRefusesOurTime() {
    cloud.clock.shift(Duration.ofMinutes(10));
    refused(1013, () -> tokenCall(headers()));
    assertThat(cloud.clock.offset()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void alwaysMakesTheSameDeviceOfABindCode() {
    Stock stock = new Stock();
    assertThat(stock.categories()).hasSizeGreaterThanOrEqualTo(14);
    for (String category : stock.categories()) {
      CloudDevice device = stock.make("STOCK-" + category + "-7").orElseThrow();
      assertThat(device.id()).isEqualTo(stock.make("STOCK-" + category + "-7").orElseThrow().id());
      assertThat(ProductText.specification(device.product()).toString()).contains("\"values\":\"{");
      assertThat(ProductText.model(device.product()).toString()).contains("typeSpec");
      assertThat(device.status()).isNotEmpty();
    }
    assertThat(stock.make("STOCK-none-1")).isEmpty();
    assertThat(stock.make("other")).isEmpty();
  }

  @Test
  void bindsOnceAndRemembersIt(@TempDir Path folder) {
    Path file = folder.resolve("state.json");
    Devices devices = new Cloud(file).devices;
    Devices.Binding bound = devices.bind("STOCK-ywbj-1", ASSET);
    assertThat(bound.bound()).isTrue();
    assertThat(devices.bind("STOCK-ywbj-1", ASSET).code()).isEqualTo(1113);
    assertThat(devices.bind("STOCK-ywbj-1", OTHER_ASSET).code()).isEqualTo(1106);
    assertThat(devices.bind("unknown", ASSET).code()).isEqualTo(2010);
    refused(1106, () -> devices.bind("STOCK-ywbj-2", "9"));
    devices.connect(bound.device(), false);
    assertThat(devices.write()).isTrue();

    Devices again = new Cloud(file).devices;
    CloudDevice device = again.bound(bound.device().id());
    assertThat(device.isOnline()).isFalse();
    assertThat(device.name()).isEqualTo("Smoke alarm 1");
    assertThat(device.activeAt()).isEqualTo(TIME);
    again.release(device.id());
    refused(2010, () -> again.bound(device.id()));
    refused(2010, () -> again.byBindCode("none"));
    refused(1109, () -> again.make(device.product(), device.bindCode(), "x", null));
    assertThat(again.all()).hasSize(1);
  }

  @Test
  void readsTheFileOfAnEarlierVersion(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("devices.json"),
            """
            [{"id":"bf1","bindCode":"B1","productId":"p1","category":"ywbj","name":"Alarm",
              "specification":"{\\"functions\\":[],\\"status\\":[{\\"code\\":\\"smoke\\",\\"type\\":\\"Boolean\\",\\"values\\":\\"{}\\"}]}",
              "online":true,"status":{"smoke":"true"},"assetId":"1100","activeAt":"2026-01-01T00:00:00Z"}]
            """);
    CloudDevice device = new Cloud(file).devices.bound("bf1");
    assertThat(device.status()).containsEntry("smoke", "true");
    assertThat(device.category()).isEqualTo("ywbj");
  }

  @Test
  void writesManyChangesAtOnceAndNothingWithoutAny(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("state.json");
    Devices devices = new Cloud(file).devices;
    CloudDevice device = devices.bind("STOCK-ywbj-1", ASSET).device();
    assertThat(Files.readString(file)).as("a bound device is kept at once").contains(ASSET);
    for (int i = 0; i < 100; i++) {
      device.report(Map.of("battery_percentage", Integer.toString(i)));
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
    assertThat(new Cloud().devices.write()).as("nothing is kept without a file").isFalse();
  }

  @Test
  void writesAgainWhatCouldNotBeWritten(@TempDir Path folder) throws IOException {
    Path blocked = Files.writeString(folder.resolve("file"), "no folder");
    Path file = blocked.resolve("state.json");
    Devices devices = new Cloud(file).devices;
    devices.bind("STOCK-ywbj-1", ASSET);
    assertThatThrownBy(devices::write).isInstanceOf(UncheckedIOException.class);
    Files.delete(blocked);
    assertThat(devices.write()).isTrue();
    assertThat(file).exists();
  }
}
