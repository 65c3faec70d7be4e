package iot.smarthome.tuya.messages.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One message of Tuya's, decrypted. */
public sealed interface TuyaMessage {

  /** What it is, for counting: the protocol number and, if there is one, the business code. */
  String kind();

  /**
   * A device reports values.
   *
   * @param dataId Tuya's id of the report, the same for repetitions
   */
  record Report(String kind, String tuyaDeviceId, String dataId, List<ReportedValue> values)
      implements TuyaMessage {

    // so that an event stays below what Kafka takes, 1 MiB, though it has each value twice
    private static final int MOST_VALUES = 400;
    private static final int MOST_CHARACTERS = 128 * 1024;

    public Report {
      values = List.copyOf(values);
    }

    /**
     * The report in portions that fit into an event each. The same report gives the same portions,
     * whatever the device's specification says of it.
     */
    public List<Report> parts() {
      List<Report> parts = new ArrayList<>();
      List<ReportedValue> part = new ArrayList<>();
      int characters = 0;
      for (ReportedValue value : values) {
        int length = value.code().length() + value.raw().toString().length();
        if (!part.isEmpty()
            && (part.size() == MOST_VALUES || characters + length > MOST_CHARACTERS)) {
          parts.add(new Report(kind, tuyaDeviceId, dataId, part));
          part.clear();
          characters = 0;
        }
        part.add(value);
        characters += length;
      }
      parts.add(new Report(kind, tuyaDeviceId, dataId, part));
      return parts;
    }
  }

  /** A device came or went. */
  record Connection(String kind, String tuyaDeviceId, boolean online, Instant at)
      implements TuyaMessage {}

  /** Nothing that we follow. */
  record Other(String kind) implements TuyaMessage {}

  /**
   * @param raw BigDecimal, Boolean or String
   */
  record ReportedValue(String code, Object raw, Instant at) {}
}
