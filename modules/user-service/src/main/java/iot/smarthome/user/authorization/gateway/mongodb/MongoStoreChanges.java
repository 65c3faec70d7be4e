package iot.smarthome.user.authorization.gateway.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import iot.smarthome.user.authorization.gateway.StoreChanges;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;

/**
 * The change stream of the service's database. When it breaks it begins anew, and then says that
 * anything may have changed: it serves caches, which lose nothing by that.
 */
@ApplicationScoped
public class MongoStoreChanges implements StoreChanges {

  private static final Logger LOG = Logger.getLogger(MongoStoreChanges.class.getName());
  private static final long AWAIT_MILLIS = 500;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final Map<String, What> COLLECTIONS =
      Map.of(
          MongoPolicies.COLLECTION, What.POLICIES,
          MongoDirectory.USERS, What.PEOPLE,
          MongoDirectory.OWNERSHIPS, What.OWNERS,
          MongoThings.COLLECTION, What.THINGS);

  private static final List<Bson> PIPELINE =
      List.of(Aggregates.match(Filters.in("ns.coll", COLLECTIONS.keySet())));

  private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
  private final MongoDatabase database;
  private volatile Thread thread;

  /** For the container's proxy. */
  protected MongoStoreChanges() {
    this(null);
  }

  @Inject
  public MongoStoreChanges(MongoDatabase database) {
    this.database = database;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    begin();
  }

  void begin() {
    Thread watcher = new Thread(this::watch, "authorization-store-changes");
    watcher.setDaemon(true);
    thread = watcher;
    watcher.start();
  }

  @PreDestroy
  void stop() {
    Thread watcher = thread;
    thread = null;
    if (watcher != null) {
      watcher.interrupt();
    }
  }

  @Override
  public void listen(Consumer<Change> listener) {
    listeners.add(listener);
  }

  private boolean isWanted() {
    return thread == Thread.currentThread();
  }

  private void watch() {
    while (isWanted()) {
      try (MongoChangeStreamCursor<ChangeStreamDocument<BsonDocument>> cursor =
          database
              .watch(PIPELINE, BsonDocument.class)
              .maxAwaitTime(AWAIT_MILLIS, TimeUnit.MILLISECONDS)
              .cursor()) {
        tell(new Change(What.EVERYTHING, null));
        while (isWanted()) {
          ChangeStreamDocument<BsonDocument> change = cursor.tryNext();
          if (change != null) {
            tell(change(change));
          }
        }
      } catch (MongoException e) {
        if (isWanted()) {
          LOG.log(Level.WARNING, e, () -> "The change stream ended; it begins anew");
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }

  private static Change change(ChangeStreamDocument<BsonDocument> change) {
    What what =
        change.getNamespace() == null
            ? What.EVERYTHING
            : COLLECTIONS.getOrDefault(change.getNamespace().getCollectionName(), What.EVERYTHING);
    BsonValue id = change.getDocumentKey() == null ? null : change.getDocumentKey().get("_id");
    return id == null || !id.isString()
        ? new Change(What.EVERYTHING, null)
        : new Change(what, id.asString().getValue());
  }

  private void tell(Change change) {
    for (Consumer<Change> listener : listeners) {
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        LOG.log(Level.SEVERE, e, () -> "A change could not be told: " + change);
      }
    }
  }
}
