package iot.smarthome.tuya.messages.control;

import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the data of our events from Tuya's messages. */
final class DeviceReport {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final int MOST_SPECIFICATIONS = 2000;

  private final Normalisation normalisation = new Normalisation(new Vocabulary());

  // devices of one product share it, so a few serve many
  private final Map<String, Specification> specifications =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Specification> eldest) {
          return size() > MOST_SPECIFICATIONS;
        }
      };

  List<NormalisedPoint> points(Binding binding, Report report) {
    Specification specification = specification(binding);
    return report.values().stream().map(value -> point(specification, value)).toList();
  }

  private NormalisedPoint point(Specification specification, ReportedValue value) {
    return normalisation.normalise(specification, value.code(), value.raw(), value.at());
  }

  static boolean undeclared(NormalisedPoint point) {
    return point.flags().contains(Flag.UNDECLARED);
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
    String key = binding.category() + '|' + binding.specification();
    synchronized (specifications) {
      return specifications.computeIfAbsent(
          key,
          missing -> {
            try (JsonReader reader = JSON.createReader(new StringReader(binding.specification()))) {
              return SpecificationReader.read(
                  JSON.createObjectBuilder(reader.readObject())
                      .add("category", binding.category())
                      .build());
            }
          });
    }
  }
}
