package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.Latch;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Kind;
import iot.smarthome.tuya.messages.entity.Specification;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Connection;
import iot.smarthome.tuya.messages.entity.TuyaMessage.Report;
import iot.smarthome.tuya.messages.entity.TuyaMessage.ReportedValue;
import iot.smarthome.tuya.registration.entity.Binding;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the data of our events from Tuya's messages. */
final class DeviceReport {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int MOST_SPECIFICATIONS = 2000;

  private final Vocabulary vocabulary = new Vocabulary();
  private final Normalisation normalisation = new Normalisation(vocabulary);
  private final Recency recency = new Recency();
  private final ProductOverrides overrides;

  private record Key(String productId, String category, String specification) {}

  // devices of one product share it, so a few serve many
  private final Map<Key, Specification> specifications =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Specification> eldest) {
          return size() > MOST_SPECIFICATIONS;
        }
      };

  DeviceReport(ProductOverrides overrides) {
    this.overrides = overrides;
  }

  /**
   * What was reported, in the platform's form; called for the reports of one device in the order
   * they came.
   */
  List<NormalisedPoint> points(Binding binding, Report report, Instant now) {
    Specification specification = specification(binding);
    List<NormalisedPoint> points = new ArrayList<>();
    for (ReportedValue value : report.values()) {
      boolean late = recency.isLate(report.tuyaDeviceId(), value.code(), value.at(), now);
      for (NormalisedPoint point :
          normalisation.normaliseAll(specification, value.code(), value.raw(), value.at())) {
        points.add(late ? point.flagged(Flag.LATE) : point);
      }
    }
    return points;
  }

  /**
   * The latches that begin with the points of a report, and of each code whose latch ends with
   * them, when. Late points latch nothing: something newer was said.
   */
  Latched latched(Binding binding, Report report, List<NormalisedPoint> points) {
    Latched latched = new Latched(new ArrayList<>(), new ArrayList<>());
    for (NormalisedPoint point : points) {
      if (!point.flags().contains(Flag.LATE) && vocabulary.latches(point.code())) {
        vocabulary
            .latch(binding.category(), point.code(), point.value())
            .ifPresentOrElse(
                latch ->
                    latched
                        .begun()
                        .add(
                            new Latch(
                                report.tuyaDeviceId(),
                                point.code(),
                                point.sourceCode(),
                                report.dataId(),
                                latch.rest(),
                                point.at(),
                                point.at().plus(latch.hold()))),
                () -> latched.ended().add(point));
      }
    }
    return latched;
  }

  /** What begins and what ends with a report. */
  record Latched(List<Latch> begun, List<NormalisedPoint> ended) {}

  /** That a latched value has ended, as the platform says it in the device's place. */
  static JsonObject timedOut(Binding binding, Latch latch, Instant now) {
    NormalisedPoint point =
        new NormalisedPoint(
            latch.code(),
            latch.sourceCode(),
            Kind.ENUM,
            latch.rest(),
            null,
            null,
            latch.rest(),
            latch.until(),
            Set.of(Flag.TIMED_OUT));
    Report report =
        new Report("timed-out", latch.tuyaDeviceId(), latch.dataId() + "|timed-out", List.of());
    return reported(binding, report, List.of(point), now);
  }

  static JsonObject reported(
      Binding binding, Report report, List<NormalisedPoint> points, Instant receivedAt) {
    JsonArrayBuilder list = JSON.createArrayBuilder();
    points.forEach(point -> list.add(json(point)));
    return JSON.createObjectBuilder()
        .add("deviceId", binding.deviceId())
        .add("tuyaDeviceId", binding.tuyaDeviceId())
        .add("productId", binding.productId())
        .add("category", binding.category())
        .add("dataId", report.dataId())
        .add("receivedAt", receivedAt.toString())
        .add("points", list)
        .build();
  }

  static JsonObject connection(Binding binding, Connection connection) {
    return JSON.createObjectBuilder()
        .add("deviceId", binding.deviceId())
        .add("tuyaDeviceId", binding.tuyaDeviceId())
        .add("at", connection.at().toString())
        .build();
  }

  private static JsonObjectBuilder json(NormalisedPoint point) {
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("code", point.code())
            .add("sourceCode", point.sourceCode())
            .add("kind", point.kind().name())
            .add("value", value(point.value()));
    if (point.unit() != null) {
      json.add("unit", point.unit());
    }
    if (point.scale() != null) {
      json.add("scale", point.scale());
    }
    json.add("raw", value(point.raw())).add("at", point.at().toString());
    if (!point.flags().isEmpty()) {
      JsonArrayBuilder flags = JSON.createArrayBuilder();
      point.flags().stream().map(Enum::name).sorted().forEach(flags::add);
      json.add("flags", flags);
    }
    return json;
  }

  private static JsonValue value(Object value) {
    if (value instanceof BigDecimal number) {
      return JSON.createValue(number);
    }
    if (value instanceof Boolean truth) {
      return truth ? JsonValue.TRUE : JsonValue.FALSE;
    }
    return JSON.createValue(value.toString());
  }

  private Specification specification(Binding binding) {
    Key key = new Key(binding.productId(), binding.category(), binding.specification());
    synchronized (specifications) {
      return specifications.computeIfAbsent(
          key,
          missing -> {
            try (JsonReader reader = JSON.createReader(new StringReader(binding.specification()))) {
              return overrides.applied(
                  binding.productId(),
                  SpecificationReader.read(
                      JSON.createObjectBuilder(reader.readObject())
                          .add("category", binding.category())
                          .build()));
            }
          });
    }
  }
}
