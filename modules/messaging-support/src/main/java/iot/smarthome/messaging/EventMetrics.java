package iot.smarthome.messaging;

/** Counts of what became of events. */
public interface EventMetrics {

  void handled(String consumer, String type);

  void retried(String consumer, String type);

  void deadLettered(String consumer, String reason);
}
