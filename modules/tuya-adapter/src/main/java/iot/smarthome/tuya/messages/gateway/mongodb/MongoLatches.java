package iot.smarthome.tuya.messages.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import iot.smarthome.tuya.messages.entity.Latch;
import iot.smarthome.tuya.messages.gateway.Latches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Collection {@code latches}; {@code _id} is Tuya's device id and the standard code. */
@ApplicationScoped
public class MongoLatches implements Latches {

  public static final String COLLECTION = "latches";
  private static final String UNTIL = "until";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoLatches() {
    this(null);
  }

  @Inject
  public MongoLatches(MongoDatabase database) {
    this.database = database;
  }

  /** What the queries need. */
  public static List<IndexModel> indexes() {
    return List.of(new IndexModel(Indexes.ascending(UNTIL), new IndexOptions().name(UNTIL)));
  }

  void prepare(
      @Observes @Initialized(ApplicationScoped.class) Object started,
      iot.smarthome.mongodb.Indexes indexes) {
    indexes.ensure(latches(), indexes().toArray(IndexModel[]::new));
  }

  private MongoCollection<Document> latches() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public void hold(Latch latch) {
    try {
      latches()
          .replaceOne(
              and(eq("_id", id(latch.tuyaDeviceId(), latch.code())), lt(UNTIL, date(latch))),
              document(latch),
              new ReplaceOptions().upsert(true));
    } catch (MongoWriteException e) {
      // there is one that ends at the same time or later
      if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
    }
  }

  @Override
  public void ended(String tuyaDeviceId, String code, Instant at) {
    latches().deleteOne(and(eq("_id", id(tuyaDeviceId, code)), lte("began", Date.from(at))));
  }

  @Override
  public List<Latch> due(Instant now, int most) {
    List<Latch> due = new ArrayList<>();
    latches()
        .find(lte(UNTIL, Date.from(now)))
        .sort(Sorts.ascending(UNTIL))
        .limit(most)
        .forEach(document -> due.add(latch(document)));
    return due;
  }

  @Override
  public boolean stands(Latch latch) {
    return latches().find(exactly(latch)).first() != null;
  }

  @Override
  public void remove(Latch latch) {
    latches().deleteOne(exactly(latch));
  }

  private static Bson exactly(Latch latch) {
    return and(eq("_id", id(latch.tuyaDeviceId(), latch.code())), eq(UNTIL, date(latch)));
  }

  private static String id(String tuyaDeviceId, String code) {
    return tuyaDeviceId + '|' + code;
  }

  private static Date date(Latch latch) {
    return Date.from(latch.until());
  }

  static Document document(Latch latch) {
    return new Document("_id", id(latch.tuyaDeviceId(), latch.code()))
        .append("tuyaDeviceId", latch.tuyaDeviceId())
        .append("code", latch.code())
        .append("sourceCode", latch.sourceCode())
        .append("dataId", latch.dataId())
        .append("rest", latch.rest())
        .append("began", Date.from(latch.began()))
        .append(UNTIL, date(latch));
  }

  static Latch latch(Document document) {
    return new Latch(
        document.getString("tuyaDeviceId"),
        document.getString("code"),
        document.getString("sourceCode"),
        document.getString("dataId"),
        document.getString("rest"),
        document.getDate("began").toInstant(),
        document.getDate(UNTIL).toInstant());
  }
}
