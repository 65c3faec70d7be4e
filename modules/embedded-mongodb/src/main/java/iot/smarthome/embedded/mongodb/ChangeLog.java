package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What changed, in order, within the batch of each change; bounded. Change streams read from it.
 *
 * <p>An entry's time is its resume token: {@code _data} is 16 hexadecimal digits of the BSON
 * timestamp.
 */
final class ChangeLog implements Oplog {

  private static final byte[] ENTRIES = {'o'};
  private static final byte[] LAST = {'l'};
  private static final byte[] LOST = {'q'};
  private static final byte[] COUNT = {'p'};

  private final Store store;
  private final CursorRegistry cursors;
  private final Lookup lookup;
  private final long capacity;

  /** How a change stream finds the document as it is now. */
  interface Lookup {
    Document find(String namespace, Object id);
  }

  ChangeLog(Store store, CursorRegistry cursors, Lookup lookup, long capacity) {
    this.store = store;
    this.cursors = cursors;
    this.lookup = lookup;
    this.capacity = capacity;
  }

  void inserted(String namespace, Document document) {
    record("insert", namespace, document.get("_id"), new Document("fullDocument", document));
  }

  void replaced(String namespace, Document document) {
    record("replace", namespace, document.get("_id"), new Document("fullDocument", document));
  }

  void updated(String namespace, Document before, Document now) {
    Document set = new Document();
    List<String> removed = new ArrayList<>();
    difference("", before, now, set, removed);
    record(
        "update",
        namespace,
        now.get("_id"),
        new Document(
            "updateDescription",
            new Document("updatedFields", set)
                .append("removedFields", removed)
                .append("truncatedArrays", List.of())));
  }

  private static void difference(
      String path, Document before, Document now, Document set, List<String> removed) {
    for (Map.Entry<String, Object> field : now.entrySet()) {
      Object old = before.get(field.getKey());
      if (field.getValue() instanceof Document inner && old instanceof Document oldInner) {
        difference(path + field.getKey() + ".", oldInner, inner, set, removed);
      } else if (!before.containsKey(field.getKey()) || !Objects.equals(old, field.getValue())) {
        set.put(path + field.getKey(), field.getValue());
      }
    }
    before.keySet().stream()
        .filter(key -> !now.containsKey(key))
        .forEach(key -> removed.add(path + key));
  }

  void deleted(String namespace, Object id) {
    record("delete", namespace, id, new Document());
  }

  void dropped(String namespace) {
    record("drop", namespace, null, new Document());
  }

  private void record(String operation, String namespace, Object id, Document more) {
    Instant now = Instant.now();
    long time = Math.max(store.numberNow(LAST) + 1, now.getEpochSecond() << 32);
    store.add(LAST, time - store.numberNow(LAST));
    Document entry =
        new Document("op", operation).append("ns", namespace).append("at", now).append("id", id);
    entry.putAll(more);
    store.put(Store.join(ENTRIES, Store.number(time)), Catalog.bson(entry));
    store.add(COUNT, 1);
    if (store.numberNow(COUNT) > capacity + Math.max(16, capacity / 10)) {
      forgetOldest();
    }
  }

  private void forgetOldest() {
    long surplus = store.numberNow(COUNT) - capacity;
    byte[] key = ENTRIES;
    byte[] end = Store.after(ENTRIES);
    long lost = store.numberNow(LOST);
    for (long i = 0; i < surplus; i++) {
      key = store.firstKey(key, end);
      lost = time(key);
      store.delete(key);
    }
    store.add(COUNT, -surplus);
    store.add(LOST, lost - store.numberNow(LOST));
  }

  private static long time(byte[] key) {
    return ByteBuffer.wrap(key, 1, Long.BYTES).getLong();
  }

  /** The place of everything until now. */
  long now() {
    return store.number(LAST);
  }

  long commits() {
    return store.commits();
  }

  void awaitCommit(long after, long millis) throws InterruptedException {
    store.awaitCommit(after, millis);
  }

  static Document token(long place) {
    return new Document("_data", String.format("%016X", place));
  }

  private static long place(Object token) {
    if (token instanceof Document document && document.get("_data") instanceof String data) {
      try {
        return Long.parseUnsignedLong(data, 16);
      } catch (NumberFormatException e) {
        throw new MongoServerError(ErrorCode.FailedToParse, "invalid resume token: " + data);
      }
    }
    throw new MongoServerError(ErrorCode.BadValue, "invalid resume token: " + token);
  }

  @Override
  public Cursor createCursor(Document options, String namespace, Aggregation aggregation) {
    if (options.containsKey("allChangesForCluster")) {
      throw unsupported("A change stream of the whole cluster");
    }
    Object full = options.getOrDefault("fullDocument", "default");
    if (!full.equals("default") && !full.equals("updateLookup")) {
      throw new MongoServerError(
          ErrorCode.BadValue, "fullDocument '" + full + "' is not supported");
    }
    Object startAfter = options.get("startAfter");
    Object resumeAfter = options.get("resumeAfter");
    long from;
    if (startAfter != null) {
      from = place(startAfter);
    } else if (resumeAfter != null) {
      from = place(resumeAfter);
    } else if (options.get("startAtOperationTime") instanceof BsonTimestamp time) {
      from = time.getValue() - 1;
    } else {
      from = now();
    }
    if (from < store.number(LOST)) {
      throw historyLost();
    }
    if (resumeAfter != null && from > now()) {
      throw new MongoServerError(
          280, "ChangeStreamFatalError", "cannot resume stream; the resume token was not found.");
    }
    ChangeCursor cursor =
        new ChangeCursor(
            cursors.generateCursorId(),
            this,
            namespace,
            full.equals("updateLookup"),
            aggregation,
            from);
    cursors.add(cursor);
    return cursor;
  }

  static MongoServerError unsupported(String what) {
    return new MongoServerError(238, "NotImplemented", what + " is not supported by this server");
  }

  private static MongoServerError historyLost() {
    return new MongoServerError(
        286,
        "ChangeStreamHistoryLost",
        "Resume of change stream was not possible, as the resume point may no longer be in the oplog.");
  }

  /**
   * Entries after the place, oldest first; those of a window so that a long log is read in parts.
   */
  List<ChangeCursor.Change> after(long place, int window) {
    if (place < store.number(LOST)) {
      throw historyLost();
    }
    List<ChangeCursor.Change> changes = new ArrayList<>();
    Iterator<Store.Entry> entries =
        store.range(Store.join(ENTRIES, Store.number(place + 1)), Store.after(ENTRIES), false);
    while (entries.hasNext() && changes.size() < window) {
      Store.Entry entry = entries.next();
      changes.add(new ChangeCursor.Change(time(entry.key()), Catalog.document(entry.value())));
    }
    store.endOfQuery();
    return changes;
  }

  Document lookUp(String namespace, Object id) {
    return lookup.find(namespace, id);
  }

  /**
   * Whether a change of one namespace is seen by a stream on another: the collection's or the whole
   * database's.
   */
  static boolean isSeen(String changed, String watched) {
    return changed.equals(watched)
        || (Utils.getCollectionNameFromFullName(watched).equals("1")
            && Utils.getDatabaseNameFromFullName(watched)
                .equals(Utils.getDatabaseNameFromFullName(changed)));
  }

  // The collections record their changes themselves, within the batch; the base class reports some
  // of them a second time, and too late.

  @Override
  public void handleInsert(String namespace, List<Document> documents) {}

  @Override
  public void handleUpdate(
      String namespace, Document selector, Document query, List<Object> modifiedIds) {}

  @Override
  public void handleDelete(String namespace, Document query, List<Object> deletedIds) {}

  @Override
  public void handleDropCollection(String namespace) {}
}
