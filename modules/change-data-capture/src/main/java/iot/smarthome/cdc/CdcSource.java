package iot.smarthome.cdc;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/** The collection whose changes are relayed. */
interface CdcSource {

  /**
   * One entry of the change stream.
   *
   * @param operation null for an entry that only moves the place on
   * @param document null when deleted, or when gone by the time it was looked up
   */
  record Entry(
      CdcOperation operation,
      BsonValue id,
      BsonDocument document,
      BsonDocument token,
      Instant at) {}

  /** An open change stream. */
  interface Stream extends AutoCloseable {

    /**
     * @return the next change, or null when none came within a fraction of a second
     * @throws HistoryLostException when the stream cannot go on from here
     */
    Entry next();

    /** The place up to which everything was handed out; null when the server did not tell. */
    BsonDocument place();

    @Override
    void close();
  }

  /** A pass over all documents. */
  interface Documents extends Iterator<BsonDocument>, AutoCloseable {
    @Override
    void close();
  }

  /**
   * @param after the token to go on from, null for now
   * @throws HistoryLostException when the server no longer has what came after the token
   */
  Stream open(BsonDocument after);

  Documents all();

  /** Those of the ids that the collection has, as id texts. */
  Set<String> existing(List<BsonValue> ids);
}
