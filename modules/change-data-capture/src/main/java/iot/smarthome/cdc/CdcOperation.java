package iot.smarthome.cdc;

import java.util.Locale;

/** What happened to a document. */
public enum CdcOperation {
  CREATED,
  UPDATED,
  DELETED;

  /** The word in event types and in the event's {@code op}: created, updated, deleted. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
