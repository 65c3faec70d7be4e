package iot.smarthome.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import iot.smarthome.rest.idempotency.IdempotencyStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;

/** Keys and answers in the collection {@code idempotency_keys}, for 24 hours. */
@ApplicationScoped
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class MongoIdempotencyStore implements IdempotencyStore {

  static final String COLLECTION = "idempotency_keys";
  private static final long KEPT_HOURS = 24;

  /** A request that has not answered by then never will: its server was killed. */
  static final Duration LOST_AFTER = Duration.ofMinutes(2);

  private final MongoDatabase database;
  private final Indexes indexes;
  private final Clock clock;
  private final AtomicBoolean indexed = new AtomicBoolean();

  /** For the container's proxy. */
  protected MongoIdempotencyStore() {
    this(null, null, Clock.systemUTC());
  }

  @Inject
  public MongoIdempotencyStore(MongoDatabase database, Indexes indexes) {
    this(database, indexes, Clock.systemUTC());
  }

  MongoIdempotencyStore(MongoDatabase database, Indexes indexes, Clock clock) {
    this.database = database;
    this.indexes = indexes;
    this.clock = clock;
  }

  private MongoCollection<Document> keys() {
    MongoCollection<Document> keys = database.getCollection(COLLECTION);
    if (indexed.compareAndSet(false, true)) {
      indexes.ensure(
          keys,
          new IndexModel(
              new Document("at", 1), new IndexOptions().expireAfter(KEPT_HOURS, TimeUnit.HOURS)));
    }
    return keys;
  }

  @Override
  public Optional<Known> begin(String key, String fingerprint) {
    Instant now = clock.instant();
    try {
      keys()
          .insertOne(
              new Document("_id", key)
                  .append("fingerprint", fingerprint)
                  .append("at", Date.from(now)));
      return Optional.empty();
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
    }
    boolean takenOver =
        keys()
                .updateOne(
                    and(
                        eq("_id", key),
                        eq("fingerprint", fingerprint),
                        exists("status", false),
                        lt("at", Date.from(now.minus(LOST_AFTER)))),
                    set("at", Date.from(now)))
                .getModifiedCount()
            == 1;
    if (takenOver) {
      return Optional.empty();
    }
    Document known = keys().find(eq("_id", key)).first();
    if (known == null) {
      return begin(key, fingerprint); // given free in between
    }
    return Optional.of(new Known(known.getString("fingerprint"), answer(known)));
  }

  private static Answer answer(Document known) {
    Integer status = known.getInteger("status");
    return status == null
        ? null
        : new Answer(
            status, known.getString("location"), known.getString("etag"), known.getString("body"));
  }

  @Override
  public void complete(String key, Answer answer) {
    keys()
        .updateOne(
            eq("_id", key),
            combine(
                set("status", answer.status()),
                set("location", answer.location()),
                set("etag", answer.etag()),
                set("body", answer.body())));
  }

  @Override
  public void release(String key) {
    keys().deleteOne(eq("_id", key));
  }
}
