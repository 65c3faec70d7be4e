package iot.smarthome.etl.placement.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import iot.smarthome.etl.placement.entity.Placement;
import iot.smarthome.etl.placement.gateway.Placements;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.MappedDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Placements in the collection {@code placements}: reads by Jakarta NoSQL, the conditional write by
 * the driver.
 */
@ApplicationScoped
public class MongoPlacements implements Placements {

  private static final String COLLECTION = "placements";

  private final Template template;
  private final MongoDatabase database;
  private final MappedDocuments mapping;

  /** For the container's proxy. */
  protected MongoPlacements() {
    this(null, null, null);
  }

  @Inject
  public MongoPlacements(Template template, MongoDatabase database, MappedDocuments mapping) {
    this.template = template;
    this.database = database;
    this.mapping = mapping;
  }

  void prepare(
      @Observes @Initialized(ApplicationScoped.class) Object started,
      iot.smarthome.mongodb.Indexes indexes,
      @ConfigProperty(name = "smarthome.placement.tombstone-age", defaultValue = "P30D")
          Duration tombstoneAge) {
    indexes.ensure(
        placements(),
        new IndexModel(
            Indexes.ascending("goneAt"),
            new IndexOptions()
                .name("goneAt")
                .expireAfter(tombstoneAge.toSeconds(), TimeUnit.SECONDS)));
  }

  private MongoCollection<Document> placements() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public Optional<Placement> find(String deviceId) {
    return template.find(Placement.class, deviceId);
  }

  @Override
  public boolean store(Placement placement) {
    if (replace(placement)) {
      return true;
    }
    try {
      placements().insertOne(mapping.toDocument(placement));
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      // there is one: as new as ours, or inserted a moment ago by another instance
      return replace(placement);
    }
  }

  private boolean replace(Placement placement) {
    Bson here = and(eq("_id", placement.deviceId()), exists("goneAt", false));
    Bson older = placement.isGone() ? here : and(here, lt("version", placement.version()));
    return placements().replaceOne(older, mapping.toDocument(placement)).getMatchedCount() == 1;
  }
}
