package iot.smarthome.tuya.cloud.gateway;

import iot.smarthome.tuya.cloud.gateway.SignedRequests.Answer;
import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What we ask of Tuya Cloud. Every operation throws {@link TuyaCloudException}.
 *
 * <p>Metric {@code tuya_calls_total} by operation and outcome ({@code ok} or Tuya's code).
 *
 * <p>Source: Tuya developer documentation, "Device management" and "Industry: device pairing".
 */
@ApplicationScoped
public class TuyaCloud {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final String DEVICES = "/v1.0/iot-03/devices/";

  private final CloudSettings settings;
  private final MetricRegistry metrics;
  private final SignedRequests requests;
  private final CloudSession session;
  private final Circuit circuit;
  private final CallRate rate;

  /** For the container's proxy. */
  protected TuyaCloud() {
    this.settings = null;
    this.metrics = null;
    this.requests = null;
    this.session = null;
    this.circuit = null;
    this.rate = null;
  }

  @Inject
  public TuyaCloud(CloudSettings settings, MetricRegistry metrics) {
    this(settings, metrics, Clock.systemUTC());
  }

  TuyaCloud(CloudSettings settings, MetricRegistry metrics, Clock clock) {
    this.settings = settings;
    this.metrics = metrics;
    this.requests = new SignedRequests(settings, clock);
    this.session = new CloudSession(requests, clock, settings.tokenMargin());
    this.circuit =
        new Circuit(
            clock,
            settings.circuitFailures(),
            settings.circuitPause(),
            settings.projectFaultPause());
    this.rate =
        new CallRate(settings.callsPerSecond(), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  /**
   * Binds a device to our asset by the code that is printed on it.
   *
   * @return what became of it; a device that was bound before has its id and {@code bound} false
   */
  public PairingAnswer pair(String bindCode) {
    JsonObject body =
        JSON.createObjectBuilder()
            .add("asset_id", settings.assetId())
            .add("device_bind_code_list", JSON.createArrayBuilder().add(bindCode))
            .build();
    JsonValue result = call("pair", "POST", "/v1.1/iot-02/device-bc-bind", Map.of(), body);
    return PairingAnswer.of(bindCode, result);
  }

  /** The device as Tuya describes it: {@code id, product_id, category, asset_id, online …}. */
  public JsonObject details(String tuyaDeviceId) {
    JsonValue result = call("details", "GET", device(tuyaDeviceId), Map.of(), null);
    if (result instanceof JsonObject details) {
      return details;
    }
    throw TuyaCloudException.unanswered("no-details", "an answer without a device", null);
  }

  /**
   * {@code {category, functions[], status[]}}; empty for a device that has none, which Tuya says by
   * an error.
   */
  public Optional<JsonObject> specification(String tuyaDeviceId) {
    try {
      JsonValue result =
          call("specification", "GET", device(tuyaDeviceId) + "/specification", Map.of(), null);
      return result instanceof JsonObject specification
          ? Optional.of(specification)
          : Optional.empty();
    } catch (TuyaCloudException e) {
      if (e.fault() == Fault.REJECTED && List.of("2003", "2008", "2009").contains(e.code())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Releases the device; one that Tuya does not know any more is released. */
  public void release(String tuyaDeviceId) {
    try {
      call("release", "DELETE", device(tuyaDeviceId), Map.of(), null);
    } catch (TuyaCloudException e) {
      if (e.fault() != Fault.REJECTED) {
        throw e;
      }
      metrics.counter("tuya_releases_refused", new Tag("code", e.code())).inc();
    }
  }

  /** Whether calls get through: a token is held and the circuit is closed. */
  public Optional<String> fault() {
    TuyaCloudException open = circuit.fault();
    if (open != null) {
      return Optional.of(open.code() + ": " + open.words());
    }
    return session.held() ? Optional.empty() : Optional.of("no token");
  }

  /** Logs in if that is needed, so that {@link #fault} says how it stands. */
  public void probe() {
    guarded(
        "token",
        () -> {
          session.token();
          return JsonValue.NULL;
        });
  }

  private static String device(String tuyaDeviceId) {
    return DEVICES + URLEncoder.encode(tuyaDeviceId, StandardCharsets.UTF_8);
  }

  private JsonValue call(
      String operation, String method, String path, Map<String, String> query, JsonObject body) {
    List<TuyaCloudException> failures = new ArrayList<>();
    while (true) {
      try {
        return guarded(operation, () -> answered(method, path, query, body));
      } catch (TuyaCloudException e) {
        failures.add(e);
        if (e.fault() != Fault.RETRYABLE
            || failures.size() >= settings.tries()
            || circuit.fault() != null) {
          throw e;
        }
        pause(failures.size());
      }
    }
  }

  private interface Exchange {
    JsonValue run();
  }

  private JsonValue guarded(String operation, Exchange exchange) {
    circuit.check();
    try {
      JsonValue result = exchange.run();
      circuit.answered();
      count(operation, "ok");
      return result;
    } catch (TuyaCloudException e) {
      switch (e.fault()) {
        case RETRYABLE -> circuit.unanswered(e);
        case PROJECT -> circuit.projectFault(e);
        case REJECTED -> circuit.answered();
      }
      count(operation, e.code());
      throw e;
    }
  }

  private void count(String operation, String outcome) {
    metrics
        .counter("tuya_calls", new Tag("operation", operation), new Tag("outcome", outcome))
        .inc();
  }

  private JsonValue answered(
      String method, String path, Map<String, String> query, JsonObject body) {
    take();
    String token = session.token();
    Answer answer = requests.send(method, path, query, body, token);
    if (!answer.success()) {
      switch (ErrorCodes.kind(answer.code())) {
        case TOKEN -> {
          session.refused(token);
          answer = requests.send(method, path, query, body, session.token());
        }
        case CLOCK -> {
          requests.follow(answer.serverTime());
          answer = requests.send(method, path, query, body, token);
        }
        default -> {
          // said below
        }
      }
    }
    if (!answer.success()) {
      throw ErrorCodes.exception(answer.code(), answer.words());
    }
    return answer.result();
  }

  private void take() {
    try {
      rate.take();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private void pause(int failures) {
    try {
      Thread.sleep(settings.backoff().afterFailure(failures).toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static TuyaCloudException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return TuyaCloudException.unanswered("interrupted", "stopped while waiting", e);
  }

  /**
   * Tuya's word on one bind code.
   *
   * @param tuyaDeviceId null when Tuya did not name one
   * @param bound whether this call has bound it
   * @param code Tuya's code for this device, null when none was given
   */
  public record PairingAnswer(String tuyaDeviceId, boolean bound, String code, String words) {

    static PairingAnswer of(String bindCode, JsonValue result) {
      for (JsonObject item : items(result)) {
        if (bindCode.equals(item.getString("device_bind_code", bindCode))) {
          String id = text(item, "device_id");
          String code = text(item, "code");
          if (code == null) {
            code = text(item, "error_code");
          }
          String words = text(item, "msg");
          boolean bound =
              id != null && "true".equalsIgnoreCase(String.valueOf(text(item, "bind_result")));
          return new PairingAnswer(id, bound, code, words == null ? "bind refused" : words);
        }
      }
      return new PairingAnswer(null, false, null, "no answer for this bind code");
    }

    private static List<JsonObject> items(JsonValue result) {
      List<JsonObject> found = new ArrayList<>();
      if (result instanceof JsonArray array) {
        array.forEach(item -> found.addAll(items(item)));
      } else if (result instanceof JsonObject object) {
        if (object.containsKey("bind_result") || object.containsKey("device_bind_code")) {
          found.add(object);
        } else {
          object.values().forEach(value -> found.addAll(items(value)));
        }
      }
      return found;
    }

    private static String text(JsonObject item, String name) {
      JsonValue value = item.get(name);
      if (value == null || value == JsonValue.NULL) {
        return null;
      }
      String text = value instanceof jakarta.json.JsonString s ? s.getString() : value.toString();
      return text.isBlank() ? null : text;
    }

    /** The refusal of this one device, as the exception of a refused call. */
    public TuyaCloudException refusal() {
      return ErrorCodes.exception(code == null ? "bind-refused" : code, words);
    }
  }
}
