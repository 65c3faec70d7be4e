package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.ErrorCode;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One database: each writing command is one batch, answered when it is on disk. */
final class StoredDatabase extends AbstractSynchronizedMongoDatabase<Long> {

  private static final Set<String> WRITING =
      Set.of(
          "insert",
          "update",
          "delete",
          "findandmodify",
          "create",
          "createindexes",
          "drop",
          "dropindexes");
  private static final Set<String> INDEX_OPTIONS =
      Set.of(
          "v",
          "key",
          "name",
          "ns",
          "unique",
          "sparse",
          "background",
          "partialFilterExpression",
          "expireAfterSeconds",
          "hidden");

  private final Store store;
  private final Catalog catalog;
  private final ChangeLog changes;
  private final CursorRegistry cursors;
  private final Map<String, Document> descriptions = new ConcurrentHashMap<>();

  StoredDatabase(
      String name, Store store, Catalog catalog, ChangeLog changes, CursorRegistry cursors) {
    super(name, cursors);
    this.store = store;
    this.catalog = catalog;
    this.changes = changes;
    this.cursors = cursors;
    store.write(
        () -> {
          initializeNamespacesAndIndexes();
          return null;
        });
  }

  @Override
  public Document handleCommand(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    refuseUnsupported(command, query);
    try {
      if (WRITING.contains(command.toLowerCase(Locale.ROOT))) {
        Document answer = write(channel, command, query, databases, oplog);
        store.awaitDurable();
        return answer;
      }
      if (command.equalsIgnoreCase("aggregate")) {
        return aggregate(channel, command, query, databases, oplog);
      }
      return super.handleCommand(channel, command, query, databases, oplog);
    } finally {
      store.endOfQuery();
    }
  }

  private Document write(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    Document answer =
        store.write(
            () ->
                command.equalsIgnoreCase("update")
                    ? inOrder(channel, command, query, databases, oplog)
                    : super.handleCommand(channel, command, query, databases, oplog));
    if (command.equalsIgnoreCase("insert") && answer.get("writeErrors") instanceof List<?> errors) {
      // the base class counts every document as inserted
      int sent = ((List<?>) query.get("documents")).size();
      boolean ordered = !Boolean.FALSE.equals(query.get("ordered"));
      Document first = (Document) errors.get(0);
      answer.put("n", ordered ? ((Number) first.get("index")).intValue() : sent - errors.size());
    }
    return answer;
  }

  /** Ordered updates end at the first error, which the base class does not know. */
  private Document inOrder(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    List<?> updates = (List<?>) query.get("updates");
    if (updates.size() == 1 || Boolean.FALSE.equals(query.get("ordered"))) {
      return super.handleCommand(channel, command, query, databases, oplog);
    }
    int matched = 0;
    int modified = 0;
    List<Document> upserted = new ArrayList<>();
    Document all = new Document();
    for (int i = 0; i < updates.size(); i++) {
      Document one = query.clone();
      one.put("updates", List.of(updates.get(i)));
      Document answer = super.handleCommand(channel, command, one, databases, oplog);
      matched += ((Number) answer.get("n")).intValue();
      modified += ((Number) answer.get("nModified")).intValue();
      upserted.addAll(at(i, answer.get("upserted")));
      List<Document> errors = at(i, answer.get("writeErrors"));
      if (!errors.isEmpty()) {
        all.put("writeErrors", errors);
        break;
      }
    }
    all.put("n", matched);
    all.put("nModified", modified);
    if (!upserted.isEmpty()) {
      all.put("upserted", upserted);
    }
    all.put("ok", 1.0);
    return all;
  }

  private static List<Document> at(int index, Object documents) {
    List<Document> moved = new ArrayList<>();
    if (documents instanceof Collection<?> many) {
      for (Object one : many) {
        Document document = ((Document) one).clone();
        document.put("index", index);
        moved.add(document);
      }
    }
    return moved;
  }

  private Document aggregate(
      Channel channel, String command, Document query, DatabaseResolver databases, Oplog oplog) {
    List<?> pipeline = (List<?>) query.get("pipeline");
    Document first = pipeline.isEmpty() ? new Document() : (Document) pipeline.get(0);
    if (first.containsKey("$changeStream")) {
      Document answer = super.handleCommand(channel, command, query, databases, oplog);
      Document batch = (Document) answer.get("cursor");
      Cursor cursor = cursors.getCursor(((Number) batch.get("id")).longValue());
      batch.put("postBatchResumeToken", ((ChangeCursor) cursor).token());
      return answer;
    }
    StoredCollection collection =
        (StoredCollection) resolveCollection(query.get(command).toString(), false);
    if (collection == null || !(first.get("$match") instanceof Document match)) {
      return super.handleCommand(channel, command, query, databases, oplog);
    }
    collection.narrow(match);
    try {
      return super.handleCommand(channel, command, query, databases, oplog);
    } finally {
      collection.narrow(null);
    }
  }

  private static void refuseUnsupported(String command, Document query) {
    if (Boolean.TRUE.equals(query.get("startTransaction")) || query.containsKey("autocommit")) {
      throw new MongoServerError(
          ErrorCode.IllegalOperation,
          "Transaction numbers are only allowed on a replica set member or mongos");
    }
    if (query.get("collation") instanceof Document) {
      throw ChangeLog.unsupported("collation");
    }
    if (command.equalsIgnoreCase("update")) {
      for (Object update : (List<?>) query.get("updates")) {
        refusePipeline(((Document) update).get("u"));
        if (((Document) update).get("collation") instanceof Document) {
          throw ChangeLog.unsupported("collation");
        }
      }
    } else if (command.equalsIgnoreCase("findAndModify")) {
      refusePipeline(query.get("update"));
    }
    if (mentions(query.get("filter"), "$text") || mentions(query.get("query"), "$text")) {
      throw new MongoServerError(ErrorCode.IndexNotFound, "text index required for $text query");
    }
  }

  private static void refusePipeline(Object update) {
    if (update instanceof Collection) {
      throw ChangeLog.unsupported("An update with an aggregation pipeline");
    }
  }

  private static boolean mentions(Object filter, String operator) {
    return filter instanceof Document document && document.containsKey(operator);
  }

  // ---- collections and indexes

  @Override
  protected MongoCollection<Long> openOrCreateCollection(String name, CollectionOptions options) {
    return new StoredCollection(
        store,
        changes,
        catalog.prefixOf('c', getDatabaseName() + "." + name),
        this,
        name,
        options,
        cursors);
  }

  @Override
  protected void addIndex(Document description) {
    Document key = (Document) description.get("key");
    for (Map.Entry<String, Object> field : key.entrySet()) {
      if (!(field.getValue() instanceof Number)) {
        throw ChangeLog.unsupported("An index of the kind '" + field.getValue() + "'");
      }
      if (field.getKey().contains("$")) {
        throw ChangeLog.unsupported("A wildcard index");
      }
    }
    for (String option : description.keySet()) {
      if (!INDEX_OPTIONS.contains(option)) {
        throw ChangeLog.unsupported("The index option '" + option + "'");
      }
    }
    MongoCollection<Long> indexes = resolveCollection("system.indexes", false);
    if (indexes != null) {
      for (Document known :
          indexes.handleQuery(new Document("ns", description.get("ns")).append("key", key))) {
        if (!known.get("name").equals(description.get("name"))
            && String.valueOf(known.get("partialFilterExpression"))
                .equals(String.valueOf(description.get("partialFilterExpression")))) {
          throw new MongoServerError(
              85,
              "IndexOptionsConflict",
              "Index already exists with a different name: " + known.get("name"));
        }
      }
    }
    descriptions.put(nameOf(description), description);
    super.addIndex(description);
  }

  private static String nameOf(Document description) {
    return description.get("ns") + "/" + description.get("name");
  }

  @Override
  protected Index<Long> openOrCreateUniqueIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return open(collection, name, keys, true, sparse);
  }

  @Override
  protected Index<Long> openOrCreateSecondaryIndex(
      String collection, String name, List<IndexKey> keys, boolean sparse) {
    return open(collection, name, keys, false, sparse);
  }

  private Index<Long> open(
      String collection, String name, List<IndexKey> keys, boolean unique, boolean sparse) {
    String full = getDatabaseName() + "." + collection;
    Document description =
        descriptions.computeIfAbsent(full + "/" + name, unused -> stored(full, name));
    return new StoredIndex(
        store,
        (StoredCollection) resolveCollection(collection, true),
        catalog.prefixOf('i', full + "/" + name),
        name,
        keys,
        unique,
        sparse,
        (Document) description.get("partialFilterExpression"));
  }

  private Document stored(String namespace, String index) {
    return resolveCollection("system.indexes", true)
        .handleQuery(new Document("ns", namespace).append("name", index))
        .iterator()
        .next();
  }

  @Override
  protected void dropIndex(MongoCollection<Long> collection, String name) {
    super.dropIndex(collection, name);
    descriptions.remove(collection.getFullName() + "/" + name);
    catalog.forget('i', collection.getFullName() + "/" + name);
  }

  @Override
  public void dropCollection(String name, Oplog oplog) {
    store.write(
        () -> {
          super.dropCollection(name, oplog);
          catalog.forget('c', getDatabaseName() + "." + name);
          return null;
        });
  }

  @Override
  public void moveCollection(
      de.bwaldvogel.mongo.MongoDatabase oldDatabase, MongoCollection<?> collection, String name) {
    throw ChangeLog.unsupported("renameCollection");
  }

  /** Removes what the TTL indexes say is over. */
  void expire(Clock clock) {
    for (Document index : new ArrayList<>(descriptions.values())) {
      if (!(index.get("expireAfterSeconds") instanceof Number seconds)) {
        continue;
      }
      Document key = (Document) index.get("key");
      Instant before = Instant.now(clock).minusSeconds(seconds.longValue());
      Document over = new Document(key.keySet().iterator().next(), new Document("$lt", before));
      String collection = Utils.getCollectionNameFromFullName((String) index.get("ns"));
      store.write(
          () -> {
            MongoCollection<Long> in = resolveCollection(collection, false);
            return in == null ? 0 : in.deleteDocuments(over, 0);
          });
    }
  }

  @Override
  protected long getFileSize() {
    return store.fileSize();
  }

  @Override
  protected long getStorageSize() {
    return store.fileSize();
  }
}
