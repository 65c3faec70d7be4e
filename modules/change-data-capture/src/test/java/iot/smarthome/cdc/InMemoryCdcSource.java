package iot.smarthome.cdc;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.bson.BsonValue;

/** A collection with a change stream whose history can be lost. */
class InMemoryCdcSource implements CdcSource {

  private final Map<String, BsonDocument> documents = new LinkedHashMap<>();
  private final List<Entry> history = new ArrayList<>();
  private int firstKept;

  synchronized void put(String id, long version) {
    BsonDocument document =
        new BsonDocument("_id", new BsonString(id)).append("version", new BsonInt64(version));
    boolean created = documents.put(id, document) == null;
    add(created ? CdcOperation.CREATED : CdcOperation.UPDATED, id, document);
  }

  synchronized void remove(String id) {
    documents.remove(id);
    add(CdcOperation.DELETED, id, null);
  }

  /** An update whose document is gone when looked up. */
  synchronized void updateOfGone(String id) {
    add(CdcOperation.UPDATED, id, null);
  }

  synchronized void loseHistory() {
    firstKept = history.size() + 1;
    history.add(null);
  }

  private void add(CdcOperation operation, String id, BsonDocument document) {
    history.add(
        new Entry(operation, new BsonString(id), document, token(history.size()), Instant.now()));
  }

  static BsonDocument token(int place) {
    return new BsonDocument("_data", new BsonInt32(place));
  }

  @Override
  public synchronized Stream open(BsonDocument after) {
    int start = after == null ? history.size() : after.getInt32("_data").getValue() + 1;
    requireKept(start);
    return new Stream() {
      private int next = start;

      @Override
      public Entry next() {
        synchronized (InMemoryCdcSource.this) {
          requireKept(next);
          return next < history.size() ? history.get(next++) : null;
        }
      }

      @Override
      public BsonDocument place() {
        return token(next - 1);
      }

      @Override
      public void close() {
        next = Integer.MAX_VALUE;
      }
    };
  }

  private void requireKept(int place) {
    if (place < firstKept) {
      throw new HistoryLostException("overrun", null);
    }
  }

  @Override
  public synchronized Documents all() {
    Iterator<BsonDocument> copy = new ArrayList<>(documents.values()).iterator();
    return new Documents() {
      @Override
      public boolean hasNext() {
        return copy.hasNext();
      }

      @Override
      public BsonDocument next() {
        return copy.next();
      }

      @Override
      public void close() {
        copy.forEachRemaining(rest -> {});
      }
    };
  }

  @Override
  public synchronized Set<String> existing(List<BsonValue> ids) {
    Set<String> found = new HashSet<>();
    ids.forEach(id -> found.add(CdcChange.textOf(id)));
    found.retainAll(documents.keySet());
    return found;
  }
}
