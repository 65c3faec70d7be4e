package iot.smarthome.tuyamock.life.control;

import iot.smarthome.tuyamock.cloud.control.JsonText;
import iot.smarthome.tuyamock.cloud.control.Stock;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.DataPoint;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a device says at a time, as a function of seed, device and time alone: the same seed tells
 * the same story. Days are warm in the afternoon, people are there from morning to evening. Devices
 * of the stock live by what their codes mean, others by the types of their points: what they
 * measure follows the day within its range, switches and modes are used now and then.
 */
public final class DailyLife {

  /** Only a scenario changes these: an alarm out of nothing would wake people. */
  private static final Pattern HAZARD =
      Pattern.compile(
          "alarm|smoke|gas|co_s|co_v|leak|water|fault|sos|temper|tamper|fire|warn|error|emergency");

  private static final double COLDEST_HOUR = 3;

  /** How often a switch is used when its device speaks. */
  private static final double USED = 0.02;

  private final long seed;

  public DailyLife(long seed) {
    this.seed = seed;
  }

  /**
   * A second of the day.
   *
   * @param warmth -1 in the coldest hour, 1 twelve hours later
   * @param presence 0.05 at night, 1 in the day
   */
  public record Moment(long second, double warmth, double presence) {

    public static Moment at(Instant time) {
      double hour = time.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
      double warmth = -Math.cos(2 * Math.PI * (hour - COLDEST_HOUR) / 24);
      return new Moment(time.getEpochSecond(), warmth, Math.max(0.05, Math.min(1, warmth + 0.6)));
    }
  }

  /** How often a device of the category reports. */
  public static Duration interval(String category) {
    return switch (category) {
      case "mcs", "pir" -> Duration.ofSeconds(30);
      case "cz", "kt", "wk" -> Duration.ofMinutes(1);
      default -> Duration.ofMinutes(2);
    };
  }

  /** Whether it is the device's turn. */
  public boolean isDue(CloudDevice device, Moment moment) {
    long every = interval(device.category()).toSeconds();
    return Math.floorMod(moment.second() - device.id().hashCode(), every) == 0;
  }

  /**
   * What it reports, JSON text by code; hazards as they stand, since only a scenario changes them.
   * Empty when it has nothing to say.
   */
  public Map<String, String> report(CloudDevice device, Moment moment) {
    return Stock.isOfStock(device.product()) ? ofStock(device, moment) : ofAnyMake(device, moment);
  }

  private Map<String, String> ofStock(CloudDevice device, Moment moment) {
    Map<String, String> status = device.status();
    Map<String, String> values = new LinkedHashMap<>();
    status.forEach((code, last) -> values.put(code, known(device.id(), code, last, moment)));
    if (device.category().equals("mcs") || device.category().equals("pir")) {
      // they speak when something happens
      values.entrySet().removeIf(entry -> entry.getValue().equals(status.get(entry.getKey())));
    }
    return values;
  }

  private String known(String deviceId, String code, String last, Moment moment) {
    double warmth = moment.warmth();
    double present = moment.presence();
    double noise = noise(deviceId, code, moment);
    return switch (code) {
      case "va_temperature" -> whole(212 + 28 * warmth + 4 * noise);
      case "temp_current" ->
          last.length() > 2
              ? whole(208 + 25 * warmth + 3 * noise)
              : whole(21 + 3 * warmth + noise / 2);
      case "va_humidity", "humidity_value" -> whole(47 - 6 * warmth + 3 * noise);
      case "co2_value" -> whole(450 + 480 * present + 60 * noise);
      case "pm25_value" -> whole(14 + 8 * present + 5 * Math.abs(noise));
      case "co_value" -> whole(Math.abs(2 * noise));
      case "gas_sensor_value" -> whole(4 + 2 * Math.abs(noise));
      case "cur_power" -> whole(120 + 3400 * present + 300 * Math.abs(noise));
      case "cur_current" -> whole(50 + 1480 * present + 130 * Math.abs(noise));
      case "cur_voltage" -> whole(2300 + 25 * noise);
      case "add_ele" -> whole(1 + 6 * present);
      case "doorcontact_state" ->
          Boolean.toString(chance(deviceId, "open", moment) < 0.12 * present);
      case "pir" -> chance(deviceId, "there", moment) < 0.25 * present ? "\"pir\"" : "\"none\"";
      case "switch_led" -> Boolean.toString(present > 0.4 && warmth < 0.3);
      default -> last;
    };
  }

  private static String whole(double value) {
    return Long.toString(Math.max(0, Math.round(value)));
  }

  private Map<String, String> ofAnyMake(CloudDevice device, Moment moment) {
    Map<String, String> values = new LinkedHashMap<>();
    List<DataPoint> points = device.product().points();
    String again = null;
    for (int i = 0; i < points.size(); i++) {
      DataPoint point = points.get(i);
      String last = device.value(i);
      if (last == null || !point.access().isReadable()) {
        continue;
      }
      String next = next(device.id(), point, last, moment);
      if (!next.equals(last)) {
        values.put(point.code(), next);
      } else if (again == null) {
        again = point.code();
      }
    }
    if (values.isEmpty() && again != null) {
      // many say the same again rather than nothing
      values.put(again, device.status().get(again));
    }
    return values;
  }

  private String next(String deviceId, DataPoint point, String last, Moment moment) {
    if (HAZARD.matcher(point.code()).find()) {
      return last;
    }
    return switch (point.type()) {
      case INTEGER -> point.access().isWritable() ? last : measured(deviceId, point, moment);
      case BOOLEAN ->
          isUsed(deviceId, point, moment) ? (last.equals("true") ? "false" : "true") : last;
      case ENUM ->
          isUsed(deviceId, point, moment) && !point.words().isEmpty()
              ? anyOf(point.words(), deviceId, point, moment)
              : last;
      case STRING, JSON, RAW, BITMAP -> last;
    };
  }

  private String measured(String deviceId, DataPoint point, Moment moment) {
    double span = point.most() - point.least();
    // some rise by day, some fall, as warmth and humidity do
    int direction = hash("", 0, point.code()) % 2 == 0 ? 1 : -1;
    double share =
        0.35 + 0.15 * direction * moment.warmth() + 0.03 * noise(deviceId, point.code(), moment);
    return Long.toString(Math.round(point.least() + span * share));
  }

  private boolean isUsed(String deviceId, DataPoint point, Moment moment) {
    return chance(deviceId, point.code(), moment) < USED * moment.presence();
  }

  private String anyOf(List<String> words, String deviceId, DataPoint point, Moment moment) {
    String word = words.get((int) (hash(deviceId, moment.second(), point.code()) % words.size()));
    return JsonText.JSON.createValue(word).toString();
  }

  private double noise(String deviceId, String code, Moment moment) {
    return (hash(deviceId, moment.second() / 60, code) % 2001 - 1000) / 1000.0;
  }

  private double chance(String deviceId, String what, Moment moment) {
    return hash(deviceId, moment.second() / 30, what) % 1000 / 1000.0;
  }

  /** Mixes bits as MurmurHash3 does at its end; never negative. */
  private long hash(String deviceId, long step, String what) {
    long mixed = seed * 31 + deviceId.hashCode();
    mixed = mixed * 0x9E3779B97F4A7C15L + step;
    mixed = mixed * 0x9E3779B97F4A7C15L + what.hashCode();
    mixed = (mixed ^ mixed >>> 33) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return (mixed ^ mixed >>> 33) & Long.MAX_VALUE;
  }
}
