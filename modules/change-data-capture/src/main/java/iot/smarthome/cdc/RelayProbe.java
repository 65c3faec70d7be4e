package iot.smarthome.cdc;

/** The moments of a relay's life at which a crash matters. */
interface RelayProbe {

  RelayProbe NONE = new RelayProbe() {};

  /** The change is durable in MongoDB and read, not yet given to Kafka. */
  default void beforePublish(CdcChange change) {}

  /** Kafka has acknowledged so many changes, their token is not yet stored. */
  default void beforeToken(int acknowledged) {}
}
