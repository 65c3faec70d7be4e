package iot.smarthome.tuyamock.cloud.control;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import iot.smarthome.tuyamock.cloud.entity.Obedience;
import iot.smarthome.tuyamock.cloud.entity.Product;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Commands to devices. The cloud checks each against the product and answers before the device has
 * done anything; the device does it a little later and reports it. A device of another cloud is not
 * commanded here: its cloud is told.
 */
@ApplicationScoped
public class Commands {

  private static final Logger LOG = Logger.getLogger(Commands.class.getName());

  private final Devices devices;
  private final DeviceMessages messages;
  private final CloudClock clock;
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tuya-mock-commands");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Duration delay;

  /** For the container's proxy. */
  protected Commands() {
    this(null, null, null, Duration.ZERO);
  }

  @Inject
  public Commands(
      Devices devices,
      DeviceMessages messages,
      CloudClock clock,
      @ConfigProperty(name = "smarthome.mock.command-delay") Duration delay) {
    this.devices = devices;
    this.messages = messages;
    this.clock = clock;
    this.delay = delay;
  }

  /**
   * By the standard vocabulary: {@code {commands: [{code, value}]}}.
   *
   * @throws CloudError 2010, 2001, 1100, 2003, 2008, 1104 or 1109; then nothing is done of it
   */
  public void issueCommands(String deviceId, JsonObject body) {
    Map<String, JsonValue> values = new LinkedHashMap<>();
    for (JsonValue item : JsonText.array(body, "commands")) {
      if (!(item instanceof JsonObject command) || JsonText.text(command, "code") == null) {
        throw CloudError.illegalParameter();
      }
      values.put(command.getString("code"), command.get("value"));
    }
    issue(deviceId, values, Product::indexOf);
  }

  /**
   * By the thing model: {@code {properties: {code: value}}}, the properties as an object or as a
   * text that holds one.
   *
   * @throws CloudError 2010, 2001, 1100, 2003, 2008, 1104 or 1109; then nothing is done of it
   */
  public void issueProperties(String deviceId, JsonObject body) {
    JsonValue properties = body.get("properties");
    if (properties instanceof JsonString text) {
      properties = JsonText.object(text.getString()).orElseThrow(CloudError::illegalParameter);
    }
    if (!(properties instanceof JsonObject values) || values.isEmpty()) {
      throw new CloudError(1100, "param is empty");
    }
    issue(deviceId, values, Product::indexOfModel);
  }

  private void issue(
      String deviceId,
      Map<String, JsonValue> values,
      BiFunction<Product, String, OptionalInt> vocabulary) {
    CloudDevice device = devices.bound(deviceId);
    if (!device.isOnline()) {
      throw CloudError.offline();
    }
    Product product = device.product();
    if (!product.hasFunctions()) {
      throw CloudError.functionUnsupported();
    }
    Map<String, String> accepted = new LinkedHashMap<>();
    values.forEach(
        (code, value) -> {
          OptionalInt index = vocabulary.apply(product, code);
          if (index.isEmpty()) {
            throw CloudError.commandUnsupported();
          }
          DataPoint point = product.points().get(index.getAsInt());
          accepted.put(point.code(), checked(point, value));
        });
    if (device.thirdPartyId() != null) {
      messages.command(device, accepted);
      return;
    }
    Obedience obedience = device.obedience();
    later.schedule(
        () -> carryOut(device, accepted, obedience), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void carryOut(CloudDevice device, Map<String, String> values, Obedience obedience) {
    try {
      if (obedience == Obedience.REFUSES || !device.isOnline()) {
        return;
      }
      device.report(values);
      devices.save();
      if (obedience == Obedience.OBEYS) {
        messages.report(device, values, null, clock.millis());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "The device " + device.id() + " did not do as told");
    }
  }

  /** The value as JSON text. */
  private static String checked(DataPoint point, JsonValue value) {
    if (!point.access().isWritable() || value == null || value == JsonValue.NULL) {
      throw CloudError.commandUnsupported();
    }
    switch (point.type()) {
      case BOOLEAN -> require(value == JsonValue.TRUE || value == JsonValue.FALSE);
      case INTEGER -> checkRange(point, number(value));
      case BITMAP -> number(value);
      case ENUM -> {
        require(value instanceof JsonString);
        if (!point.words().isEmpty() && !point.words().contains(text(value))) {
          throw CloudError.commandUnsupported();
        }
      }
      case STRING, RAW -> require(value instanceof JsonString);
      case JSON -> {
        if (value instanceof JsonObject object) {
          // a status holds it as a text
          return JsonText.JSON.createValue(object.toString()).toString();
        }
        require(value instanceof JsonString && JsonText.object(text(value)).isPresent());
      }
    }
    return value.toString();
  }

  private static void require(boolean rightType) {
    if (!rightType) {
      throw CloudError.wrongType();
    }
  }

  private static String text(JsonValue value) {
    return ((JsonString) value).getString();
  }

  private static BigDecimal number(JsonValue value) {
    require(value instanceof JsonNumber number && number.isIntegral());
    return ((JsonNumber) value).bigDecimalValue();
  }

  private static void checkRange(DataPoint point, BigDecimal number) {
    if (number.compareTo(BigDecimal.valueOf(point.least())) < 0
        || number.compareTo(BigDecimal.valueOf(point.most())) > 0) {
      throw CloudError.illegalParameter();
    }
  }

  /** How long a device takes to do what it is told. */
  public Duration delay() {
    return delay;
  }

  public void delay(Duration to) {
    delay = to;
  }

  @PreDestroy
  void stop() {
    later.shutdownNow();
  }
}
