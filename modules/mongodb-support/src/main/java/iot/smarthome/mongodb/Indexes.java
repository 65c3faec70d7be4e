package iot.smarthome.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexModel;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bson.Document;

/**
 * Makes a service's indexes, however long the server is away: a service starts without its
 * neighbours, and is not ready before its indexes stand.
 */
@ApplicationScoped
public class Indexes {

  private static final Logger LOG = Logger.getLogger(Indexes.class.getName());
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 15_000;

  /** How many wishes are open, by collection. */
  private final Map<String, Integer> missing = new ConcurrentHashMap<>();

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread daemon = new Thread(task, "mongodb-indexes");
            daemon.setDaemon(true);
            return daemon;
          });

  /** Makes the indexes that are not there yet, in the background. */
  public void ensure(MongoCollection<?> collection, IndexModel... models) {
    ensure(collection, () -> collection.createIndexes(List.of(models)));
  }

  /**
   * As {@link #ensure}, after dropping an index that one of them takes the place of: not every
   * server has two of the same fields.
   *
   * @param former its name; it need not be there
   */
  public void ensureInPlaceOf(MongoCollection<?> collection, String former, IndexModel... models) {
    ensure(
        collection,
        () -> {
          for (Document index : collection.listIndexes()) {
            if (former.equals(index.getString("name"))) {
              collection.dropIndex(former);
            }
          }
          collection.createIndexes(List.of(models));
        });
  }

  private void ensure(MongoCollection<?> collection, Runnable wish) {
    String name = collection.getNamespace().getCollectionName();
    missing.merge(name, 1, Integer::sum);
    thread.execute(() -> attempt(wish, name, FIRST_PAUSE_MILLIS));
  }

  private void attempt(Runnable wish, String name, long pause) {
    try {
      wish.run();
      missing.computeIfPresent(name, (any, open) -> open == 1 ? null : open - 1);
    } catch (MongoException e) {
      LOG.log(Level.WARNING, e, () -> "Indexes of " + name + " are tried again in ms: " + pause);
      long next = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
      thread.schedule(() -> attempt(wish, name, next), pause, TimeUnit.MILLISECONDS);
    }
  }

  /** The collections whose indexes don't stand yet. */
  public Set<String> missing() {
    return Set.copyOf(missing.keySet());
  }

  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
