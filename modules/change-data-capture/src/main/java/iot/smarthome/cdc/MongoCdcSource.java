package iot.smarthome.cdc;

import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import com.mongodb.client.model.changestream.FullDocument;
import com.mongodb.client.model.changestream.OperationType;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.BsonValue;

/** The collection through the MongoDB driver. */
final class MongoCdcSource implements CdcSource {

  /**
   * Server codes that mean: not from this token. CappedPositionLost, InvalidResumeToken,
   * ChangeStreamFatalError, ChangeStreamHistoryLost, and the same before MongoDB 4.4.
   */
  private static final Set<Integer> HISTORY_LOST = Set.of(136, 260, 280, 286, 40576, 40585, 40615);

  private static final int BATCH = 500;

  private final MongoCollection<BsonDocument> collection;

  MongoCdcSource(MongoDatabase database, String collection) {
    this.collection =
        database
            .getCollection(collection, BsonDocument.class)
            .withReadConcern(ReadConcern.MAJORITY);
  }

  @Override
  public Stream open(BsonDocument after) {
    ChangeStreamIterable<BsonDocument> watch =
        collection
            .watch(BsonDocument.class)
            .fullDocument(FullDocument.UPDATE_LOOKUP)
            .maxAwaitTime(250, TimeUnit.MILLISECONDS)
            .batchSize(BATCH);
    MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> cursor = null;
    try {
      cursor = (after == null ? watch : watch.resumeAfter(after)).cursor();
      return new MongoStream(cursor, after);
    } catch (MongoException e) {
      if (cursor != null) {
        cursor.close();
      }
      throw translated(e);
    }
  }

  @Override
  public Documents all() {
    MongoCursor<BsonDocument> cursor =
        collection.find().sort(Sorts.ascending("_id")).batchSize(BATCH).iterator();
    return new Documents() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public BsonDocument next() {
        return cursor.next();
      }

      @Override
      public void close() {
        cursor.close();
      }
    };
  }

  @Override
  public Set<String> existing(List<BsonValue> ids) {
    Set<String> found = new HashSet<>();
    for (BsonDocument document :
        collection.find(Filters.in("_id", ids)).projection(Projections.include("_id"))) {
      found.add(CdcChange.textOf(document.get("_id")));
    }
    return found;
  }

  static RuntimeException translated(MongoException e) {
    return HISTORY_LOST.contains(e.getCode())
        ? new HistoryLostException("server code " + e.getCode() + ": " + e.getMessage(), e)
        : e;
  }

  private static final class MongoStream implements Stream {

    private final MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> cursor;

    /** Read to learn the place of the start, which the driver tells only after a first look. */
    private ChangeStreamDocument<BsonDocument> ahead;

    private final BsonDocument start;

    MongoStream(
        MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> cursor, BsonDocument after) {
      this.cursor = cursor;
      this.ahead = cursor.tryNext();
      this.start = ahead == null ? cursor.getResumeToken() : after;
    }

    @Override
    public Entry next() {
      ChangeStreamDocument<BsonDocument> change;
      try {
        change = ahead == null ? cursor.tryNext() : ahead;
        ahead = null;
      } catch (MongoException e) {
        throw translated(e);
      }
      if (change == null) {
        return null;
      }
      if (change.getOperationType() == OperationType.INVALIDATE) {
        throw new HistoryLostException("the collection was dropped or renamed", null);
      }
      return new Entry(
          operation(change.getOperationType()),
          change.getDocumentKey() == null ? null : change.getDocumentKey().get("_id"),
          change.getFullDocument(),
          change.getResumeToken(),
          at(change.getClusterTime()));
    }

    @Override
    public BsonDocument place() {
      return ahead == null && cursor.getResumeToken() != null ? cursor.getResumeToken() : start;
    }

    @Override
    public void close() {
      cursor.close();
    }

    private static CdcOperation operation(OperationType type) {
      return switch (type) {
        case INSERT -> CdcOperation.CREATED;
        case UPDATE, REPLACE -> CdcOperation.UPDATED;
        case DELETE -> CdcOperation.DELETED;
        default -> null;
      };
    }

    private static Instant at(BsonTimestamp clusterTime) {
      return clusterTime == null ? Instant.now() : Instant.ofEpochSecond(clusterTime.getTime());
    }
  }
}
