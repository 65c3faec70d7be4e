package iot.smarthome.tuyamock.life.control;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What a device says at a time, as a function of seed, device and time alone: the same seed tells
 * the same story. Days are warm in the afternoon, people are there from morning to evening.
 */
public final class DailyLife {

  private static final double COLDEST_HOUR = 3;

  private final long seed;

  public DailyLife(long seed) {
    this.seed = seed;
  }

  /** How often a device of the category reports. */
  public static Duration interval(String category) {
    return switch (category) {
      case "mcs", "pir" -> Duration.ofSeconds(30);
      case "cz", "kt", "wk" -> Duration.ofMinutes(1);
      default -> Duration.ofMinutes(2);
    };
  }

  /**
   * Whether it is the device's turn in the second.
   *
   * @param at whole second
   */
  public boolean isDue(String deviceId, String category, Instant at) {
    long every = interval(category).toSeconds();
    return Math.floorMod(at.getEpochSecond() - hash(deviceId, 0, "turn"), every) == 0;
  }

  /**
   * What it reports, JSON text by code; hazards as they stand, since only a scenario changes them.
   *
   * @param status what it said last
   */
  public Map<String, String> report(
      String deviceId, String category, Map<String, String> status, Instant at) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, String> last : status.entrySet()) {
      values.put(last.getKey(), value(deviceId, last.getKey(), last.getValue(), at));
    }
    if (category.equals("mcs") || category.equals("pir")) {
      // they speak when something happens
      values.entrySet().removeIf(entry -> entry.getValue().equals(status.get(entry.getKey())));
    }
    return values;
  }

  private String value(String deviceId, String code, String last, Instant at) {
    double warmth = daily(at);
    double noise = noise(deviceId, code, at);
    double present = presence(at);
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
      case "doorcontact_state" -> Boolean.toString(chance(deviceId, at) < 0.12 * present);
      case "pir" -> chance(deviceId, at) < 0.25 * present ? "\"pir\"" : "\"none\"";
      case "switch_led" -> Boolean.toString(present > 0.4 && warmth < 0.3);
      default -> last;
    };
  }

  private static String whole(double value) {
    return Long.toString(Math.max(0, Math.round(value)));
  }

  /** -1 in the coldest hour, 1 twelve hours later. */
  private static double daily(Instant at) {
    double hour = at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
    return -Math.cos(2 * Math.PI * (hour - COLDEST_HOUR) / 24);
  }

  /** 0 at night, 1 in the day. */
  private static double presence(Instant at) {
    return Math.max(0.05, Math.min(1, daily(at) + 0.6));
  }

  private double noise(String deviceId, String code, Instant at) {
    return (hash(deviceId, at.getEpochSecond() / 60, code) % 2001 - 1000) / 1000.0;
  }

  private double chance(String deviceId, Instant at) {
    return hash(deviceId, at.getEpochSecond() / 30, "chance") % 1000 / 1000.0;
  }

  private long hash(String deviceId, long step, String what) {
    CRC32 sum = new CRC32();
    sum.update((seed + "/" + deviceId + "/" + step + "/" + what).getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}
