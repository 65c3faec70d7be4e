package iot.smarthome.etl.rawcodes.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.etl.rawcodes.gateway.RawCodes;
import iot.smarthome.mongodb.DuplicateKeys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;

/**
 * Collection {@code raw_codes}, one document a device; codes are only added, so their number is its
 * version.
 */
@ApplicationScoped
public class MongoRawCodes implements RawCodes {

  private static final String COLLECTION = "raw_codes";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoRawCodes() {
    this(null);
  }

  @Inject
  public MongoRawCodes(MongoDatabase database) {
    this.database = database;
  }

  private MongoCollection<Document> rawCodes() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public Set<String> of(String deviceId) {
    Document found = rawCodes().find(eq("_id", deviceId)).first();
    return found == null ? Set.of() : new LinkedHashSet<>(found.getList("codes", String.class));
  }

  @Override
  public boolean store(String deviceId, Set<String> codes, int known) {
    Document document =
        new Document("_id", deviceId)
            .append("codes", List.copyOf(codes))
            .append("number", codes.size());
    if (known > 0) {
      return rawCodes()
              .replaceOne(and(eq("_id", deviceId), eq("number", known)), document)
              .getMatchedCount()
          == 1;
    }
    try {
      rawCodes().insertOne(document);
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void remove(String deviceId) {
    rawCodes().deleteOne(eq("_id", deviceId));
  }
}
