package iot.smarthome.analyzer.hazard.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lte;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.entity.HazardWatch;
import iot.smarthome.analyzer.hazard.gateway.Watches;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.MappedDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;

/** Watches in the collection {@code hazard_watches}, one per device and hazard. */
@ApplicationScoped
public class MongoWatches implements Watches {

  private static final String COLLECTION = "hazard_watches";

  private final Template template;
  private final MongoDatabase database;
  private final MappedDocuments mapping;

  /** For the container's proxy. */
  protected MongoWatches() {
    this(null, null, null);
  }

  @Inject
  public MongoWatches(Template template, MongoDatabase database, MappedDocuments mapping) {
    this.template = template;
    this.database = database;
    this.mapping = mapping;
  }

  @Override
  public Optional<HazardWatch> find(String deviceId, Hazard hazard) {
    return template.find(HazardWatch.class, HazardWatch.id(deviceId, hazard));
  }

  @Override
  public boolean store(HazardWatch watch) {
    if (replace(watch)) {
      return true;
    }
    try {
      watches().insertOne(mapping.toDocument(watch));
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      // there is one: newer than ours, or inserted a moment ago by another instance
      return replace(watch);
    }
  }

  private boolean replace(HazardWatch watch) {
    return watches()
            .replaceOne(
                and(eq("_id", watch.id()), lte("lastAt", Date.from(watch.lastAt()))),
                mapping.toDocument(watch))
            .getMatchedCount()
        == 1;
  }

  private MongoCollection<Document> watches() {
    return database.getCollection(COLLECTION);
  }
}
