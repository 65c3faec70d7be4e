package iot.smarthome.tuya.cloud.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.tuya.cloud.gateway.CloudSettings;
import iot.smarthome.tuya.cloud.gateway.SharedTokens;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** Collection {@code tokens}: one document for each project. */
@ApplicationScoped
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class MongoSharedTokens implements SharedTokens {

  public static final String COLLECTION = "tokens";
  private static final String FENCE = "fence";
  private static final String HOLDER = "holder";
  private static final String RESERVED_UNTIL = "reservedUntil";

  private final MongoDatabase database;
  private final String project;

  /** For the container's proxy. */
  protected MongoSharedTokens() {
    this.database = null;
    this.project = null;
  }

  @Inject
  public MongoSharedTokens(MongoDatabase database, CloudSettings settings) {
    this.database = database;
    this.project = settings.project();
  }

  private MongoCollection<Document> tokens() {
    return database.getCollection(COLLECTION).withWriteConcern(WriteConcern.MAJORITY);
  }

  @Override
  public Optional<Shared> read() {
    return Optional.ofNullable(tokens().find(eq("_id", project)).first())
        .filter(stored -> stored.containsKey("sealed"))
        .map(
            stored ->
                new Shared(
                    stored.get(FENCE, Number.class).longValue(),
                    stored.getString("sealed"),
                    stored.getDate("renewAt").toInstant(),
                    stored.getDate("expiresAt").toInstant()));
  }

  @Override
  public boolean reserve(long fence, String holder, Instant now, Instant until) {
    return fence == 0 && isFirst(holder, until)
        || tokens()
                .updateOne(
                    and(eq("_id", project), eq(FENCE, fence), lte(RESERVED_UNTIL, Date.from(now))),
                    combine(set(HOLDER, holder), set(RESERVED_UNTIL, Date.from(until))))
                .getMatchedCount()
            == 1;
  }

  private boolean isFirst(String holder, Instant until) {
    try {
      tokens()
          .insertOne(
              new Document("_id", project)
                  .append(FENCE, 0L)
                  .append(HOLDER, holder)
                  .append(RESERVED_UNTIL, Date.from(until)));
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public boolean replace(String holder, Shared next) {
    return tokens()
            .updateOne(
                reservation(next.fence() - 1, holder),
                combine(
                    set(FENCE, next.fence()),
                    set("sealed", next.sealed()),
                    set("renewAt", Date.from(next.renewAt())),
                    set("expiresAt", Date.from(next.expiresAt())),
                    set(RESERVED_UNTIL, new Date(0))))
            .getMatchedCount()
        == 1;
  }

  @Override
  public void giveBack(long fence, String holder, Instant from) {
    tokens().updateOne(reservation(fence, holder), set(RESERVED_UNTIL, Date.from(from)));
  }

  private org.bson.conversions.Bson reservation(long fence, String holder) {
    return and(eq("_id", project), eq(FENCE, fence), eq(HOLDER, holder));
  }
}
