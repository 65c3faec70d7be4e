package iot.smarthome.user.directory.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.user.directory.entity.Seats;
import iot.smarthome.user.directory.gateway.PlatformSeats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/**
 * The seats in one document, so that they change atomically everywhere: not every server that
 * speaks MongoDB's protocol has transactions.
 */
@ApplicationScoped
public class MongoPlatformSeats implements PlatformSeats {

  static final String COLLECTION = "platform_seats";
  private static final String ID = "administrators";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoPlatformSeats() {
    this(null);
  }

  @Inject
  public MongoPlatformSeats(MongoDatabase database) {
    this.database = database;
  }

  private MongoCollection<Document> seats() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public Seats read() {
    Document stored = seats().find(eq("_id", ID)).first();
    return stored == null
        ? new Seats(Set.of(), 0)
        : new Seats(
            Set.copyOf(stored.getList("holders", String.class)),
            ((Number) stored.get("version")).longValue());
  }

  @Override
  public boolean replace(Seats seats, long expectedVersion) {
    Document document =
        new Document("_id", ID)
            .append("holders", List.copyOf(seats.holders()))
            .append("version", seats.version());
    if (expectedVersion == 0) {
      return insert(document);
    }
    return seats()
            .replaceOne(and(eq("_id", ID), eq("version", expectedVersion)), document)
            .getMatchedCount()
        == 1;
  }

  private boolean insert(Document first) {
    try {
      seats().insertOne(first);
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }
}
