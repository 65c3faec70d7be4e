package iot.smarthome.tuya.messages.entity;

import java.time.Instant;
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

    public Report {
      values = List.copyOf(values);
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
