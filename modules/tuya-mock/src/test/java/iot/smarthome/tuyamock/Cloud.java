package iot.smarthome.tuyamock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuyamock.cloud.control.Assets;
import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.Commands;
import iot.smarthome.tuyamock.cloud.control.Devices;
import iot.smarthome.tuyamock.cloud.control.Products;
import iot.smarthome.tuyamock.cloud.control.Stock;
import iot.smarthome.tuyamock.cloud.control.ThirdParties;
import iot.smarthome.tuyamock.cloud.gateway.ProductSchemas;
import iot.smarthome.tuyamock.cloud.gateway.StateFile;
import iot.smarthome.tuyamock.fault.control.Quota;
import iot.smarthome.tuyamock.life.control.OddMessages;
import iot.smarthome.tuyamock.life.control.Scenarios;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import iot.smarthome.tuyamock.stream.control.Envelopes;
import iot.smarthome.tuyamock.stream.control.MessageSeal;
import iot.smarthome.tuyamock.stream.control.Topic;
import iot.smarthome.tuyamock.stream.control.Topics;
import iot.smarthome.tuyamock.stream.entity.Family;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The mock without a server: all of it wired, and somebody who reads the stream. */
public final class Cloud {

  /** Tuya's published example of a project. */
  public static final String CLIENT = "1KAD46OrT9HafiKdsXeg";

  public static final String SECRET = "4OHBOnWOqaEC1mWXOpVL3yV50s0qGSRC";
  public static final Instant TIME = Instant.ofEpochMilli(1588925778000L);
  public static final String ASSET = "1100";
  public static final String OTHER_ASSET = "2200";

  public final CloudClock clock = new CloudClock(Clock.fixed(TIME, ZoneOffset.UTC));
  public final Assets assets = new Assets(List.of(ASSET, OTHER_ASSET), clock);
  public final Stock stock = new Stock();
  public final Products products = new Products(stock, new ProductSchemas(Optional.empty()));
  public final Devices devices;
  public final Topics topics = new Topics(11, 100_000);
  public final Quota quota = new Quota();
  public final MessageSeal seal = new MessageSeal(SECRET, MessageSeal.Mode.AES_GCM);
  public final Envelopes envelopes = new Envelopes(topics, seal, quota, clock, CLIENT, SECRET);
  public final DeviceMessages messages = new DeviceMessages(envelopes, clock, Family.STANDARD);
  public final Commands commands;
  public final ThirdParties thirdParties;
  public final Scenarios scenarios;
  private final Topic.Consumer reader;
  private final List<String> frames = new ArrayList<>();

  public Cloud() {
    this(null);
  }

  public Cloud(Path stateFile) {
    this(stateFile, true);
  }

  /** Whose stream is read by nobody but who comes. */
  public static Cloud unheard() {
    return new Cloud(null, false);
  }

  private Cloud(Path stateFile, boolean heard) {
    devices =
        new Devices(
            new StateFile(Optional.ofNullable(stateFile).map(Path::toString)),
            stock,
            assets,
            clock);
    commands = new Commands(devices, messages, clock, Duration.ZERO);
    thirdParties = new ThirdParties(devices, products, messages, clock);
    scenarios =
        new Scenarios(
            devices, messages, new OddMessages(devices, messages, envelopes, clock), clock);
    // another topic than event: it has one partition, and tells in order
    reader = heard ? listener() : null;
  }

  private Topic.Consumer listener() {
    return topics
        .find("event-test")
        .orElseThrow()
        .join(new Topic.Terms("test", -1, Integer.MAX_VALUE, Duration.ZERO));
  }

  public static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  public static void refused(int code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(CloudError.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  /** The messages so far, decrypted: {@code {protocol, data}}. */
  public List<JsonObject> told() {
    return frames().stream().map(Cloud::open).toList();
  }

  /** The messages so far, as they came. */
  public List<String> frames() {
    synchronized (frames) {
      for (String frame = reader.poll(); frame != null; frame = reader.poll()) {
        frames.add(frame);
      }
      return List.copyOf(frames);
    }
  }

  /** Decrypts a frame by the published key. */
  public static JsonObject open(String frame) {
    JsonObject read = json(frame);
    JsonObject envelope =
        json(
            new String(
                Base64.getDecoder().decode(read.getString("payload")), StandardCharsets.UTF_8));
    byte[] data = Base64.getDecoder().decode(envelope.getString("data"));
    boolean gcm = read.getJsonObject("properties").getString("em").equals("aes_gcm");
    try {
      SecretKeySpec key =
          new SecretKeySpec(SECRET.substring(8, 24).getBytes(StandardCharsets.UTF_8), "AES");
      Cipher cipher = Cipher.getInstance(gcm ? "AES/GCM/NoPadding" : "AES/ECB/PKCS5Padding");
      byte[] plain;
      if (gcm) {
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, Arrays.copyOf(data, 12)));
        plain = cipher.doFinal(data, 12, data.length - 12);
      } else {
        cipher.init(Cipher.DECRYPT_MODE, key);
        plain = cipher.doFinal(data);
      }
      return Json.createObjectBuilder()
          .add("protocol", envelope.getInt("protocol"))
          .add("data", json(new String(plain, StandardCharsets.UTF_8)))
          .build();
    } catch (GeneralSecurityException e) {
      throw new AssertionError("The message does not open by the project's key", e);
    }
  }
}
