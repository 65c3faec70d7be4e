package iot.smarthome.standalone;

/** What listens on a port of this machine, and how one chooses another port or another server. */
public enum Listener {
  HTTP("The platform", "smarthome.http.port", 8080, null),
  INTERNAL("Services, internal", "smarthome.internal.port", 8081, null),
  KAFKA("Kafka", "smarthome.kafka.port", 9092, "KAFKA_BOOTSTRAP_SERVERS"),
  MONGODB("MongoDB (embedded)", "smarthome.mongodb.port", 27017, "MONGODB_URI"),
  INFLUXDB("InfluxDB", "smarthome.influxdb.port", 8086, "INFLUXDB_URL"),
  OPENSEARCH("OpenSearch", "smarthome.opensearch.port", 9200, "OPENSEARCH_URL"),
  SMTP("Mail, SMTP", "smarthome.smtp.port", 3025, null),
  IMAP("Mail, IMAP", "smarthome.imap.port", 3143, null);

  private final String title;
  private final String property;
  private final int defaultPort;
  private final String addressVariable;

  Listener(String title, String property, int defaultPort, String addressVariable) {
    this.title = title;
    this.property = property;
    this.defaultPort = defaultPort;
    this.addressVariable = addressVariable;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** The system property that chooses the port; 0 means any free one. */
  public String property() {
    return property;
  }

  public int defaultPort() {
    return defaultPort;
  }

  /** The environment variable that names a server elsewhere, or null when there is always ours. */
  public String addressVariable() {
    return addressVariable;
  }
}
