package iot.smarthome.building.structure.gateway.mongodb;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import iot.smarthome.building.structure.gateway.Moves;
import iot.smarthome.rest.TimeOrderedId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** Moves under way in the collection {@code moves}, which is all but empty. */
@ApplicationScoped
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class MongoMoves implements Moves {

  private static final String COLLECTION = "moves";
  private static final String PLACE = "placeId";
  private static final String BEGUN_AT = "begunAt";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoMoves() {
    this(null);
  }

  @Inject
  public MongoMoves(MongoDatabase database) {
    this.database = database;
  }

  private MongoCollection<Document> moves() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public Move begin(String placeId, Instant at) {
    Move move = new Move(TimeOrderedId.next(), placeId);
    moves()
        .insertOne(
            new Document("_id", move.id()).append(PLACE, placeId).append(BEGUN_AT, Date.from(at)));
    return move;
  }

  @Override
  public void end(Move move) {
    moves().deleteOne(eq("_id", move.id()));
  }

  @Override
  public List<Move> begunBefore(Instant time, int limit) {
    List<Move> found = new ArrayList<>();
    moves()
        .find(lt(BEGUN_AT, Date.from(time)))
        .sort(Sorts.ascending("_id"))
        .limit(limit)
        .forEach(move -> found.add(new Move(move.getString("_id"), move.getString(PLACE))));
    return found;
  }
}
