package iot.smarthome.embedded.mongodb;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoBackend;
import de.bwaldvogel.mongo.backend.Cursor;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All databases in one store. */
final class StoredBackend extends AbstractMongoBackend {

  private static final Logger LOG = LoggerFactory.getLogger(StoredBackend.class);

  /** A change stream that waits holds a thread that serves other connections too. */
  private static final long LONGEST_WAIT_MILLIS = 100;

  private final Store store;
  private final Catalog catalog;
  private final ChangeLog changes;
  private final ScheduledExecutorService expiry;

  StoredBackend(Path folder, long changeLogCapacity, Clock clock) {
    super(clock);
    this.store = new Store(folder);
    this.catalog = new Catalog(store);
    this.changes = new ChangeLog(store, getCursorRegistry(), this::find, changeLogCapacity);
    this.oplog = changes;
    catalog.databases().forEach(this::resolveDatabase);
    this.expiry =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "mongo-ttl");
              thread.setDaemon(true);
              return thread;
            });
    expiry.scheduleWithFixedDelay(this::expire, 1, 1, TimeUnit.SECONDS);
  }

  long documentsRead() {
    return store.documentsRead();
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private void expire() {
    for (String name : listDatabaseNames()) {
      try {
        ((StoredDatabase) resolveDatabase(name)).expire(getClock());
      } catch (RuntimeException e) {
        // tried again in a second; an exception would end the schedule
        LOG.warn("Expired documents of {} could not be removed", name, e);
      } finally {
        store.endOfQuery();
      }
    }
  }

  private Document find(String namespace, Object id) {
    MongoDatabase database = resolveDatabase(Utils.getDatabaseNameFromFullName(namespace));
    MongoCollection<?> collection =
        database.resolveCollection(Utils.getCollectionNameFromFullName(namespace), false);
    return collection == null ? null : ((StoredCollection) collection).byId(id);
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String name) {
    return new StoredDatabase(name, store, catalog, changes, getCursorRegistry());
  }

  @Override
  protected Oplog createOplog() {
    return changes;
  }

  @Override
  protected Document handleGetMore(String databaseName, String command, Document query) {
    Cursor cursor = getCursorRegistry().getCursor(((Number) query.get(command)).longValue());
    if (!(cursor instanceof ChangeCursor stream)) {
      // without a size MongoDB answers what is left
      query.computeIfAbsent("batchSize", key -> Integer.MAX_VALUE);
      return super.handleGetMore(databaseName, command, query);
    }
    int size = ((Number) query.getOrDefault("batchSize", 0)).intValue();
    long wait =
        Math.min(
            LONGEST_WAIT_MILLIS,
            ((Number) query.getOrDefault("maxTimeMS", LONGEST_WAIT_MILLIS)).longValue());
    List<Document> events;
    try {
      events = await(stream, size, wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MongoServerException("The server is stopping");
    } finally {
      store.endOfQuery();
    }
    if (stream.isEmpty()) {
      getCursorRegistry().remove(stream);
    }
    return new Document(
            "cursor",
            new Document("id", stream.isEmpty() ? 0L : stream.getId())
                .append("ns", databaseName + "." + query.get("collection"))
                .append("nextBatch", events)
                .append("postBatchResumeToken", stream.token()))
        .append("ok", 1.0);
  }

  private List<Document> await(ChangeCursor stream, int size, long millis)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      long seen = changes.commits();
      List<Document> events = stream.takeDocuments(size);
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (!events.isEmpty() || stream.isEmpty() || left <= 0) {
        return events;
      }
      changes.awaitCommit(seen, left);
    }
  }

  @Override
  public void dropDatabase(String databaseName) {
    store.write(
        () -> {
          super.dropDatabase(databaseName);
          return null;
        });
    store.awaitDurable();
  }

  @Override
  public void close() {
    expiry.shutdownNow();
    try {
      if (!expiry.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("The removal of expired documents has not ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    super.close();
    store.close();
  }
}
