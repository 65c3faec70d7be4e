package iot.smarthome.tuya.places.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.tuya.places.entity.MirroredPlace;
import iot.smarthome.tuya.places.gateway.MirroredPlaces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Collection {@code places}; {@code _id} is our place id. */
@ApplicationScoped
public class MongoMirroredPlaces implements MirroredPlaces {

  public static final String COLLECTION = "places";
  private static final String ASSET = "assetId";
  private static final String PARENT_ASSET = "parentAssetId";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoMirroredPlaces() {
    this(null);
  }

  @Inject
  public MongoMirroredPlaces(MongoDatabase database) {
    this.database = database;
  }

  /** What the queries need. */
  public static List<IndexModel> indexes() {
    return List.of(
        new IndexModel(Indexes.ascending(ASSET), new IndexOptions().name(ASSET)),
        new IndexModel(Indexes.ascending(PARENT_ASSET), new IndexOptions().name(PARENT_ASSET)));
  }

  void prepare(
      @Observes @Initialized(ApplicationScoped.class) Object started,
      iot.smarthome.mongodb.Indexes indexes) {
    indexes.ensure(places(), indexes().toArray(IndexModel[]::new));
  }

  private MongoCollection<Document> places() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public Optional<MirroredPlace> find(String id) {
    return Optional.ofNullable(places().find(eq("_id", id)).first())
        .map(MongoMirroredPlaces::place);
  }

  @Override
  public Optional<MirroredPlace> ofAsset(String assetId) {
    return Optional.ofNullable(places().find(eq(ASSET, assetId)).first())
        .map(MongoMirroredPlaces::place);
  }

  @Override
  public List<MirroredPlace> inAsset(String parentAssetId) {
    List<MirroredPlace> found = new ArrayList<>();
    places().find(eq(PARENT_ASSET, parentAssetId)).forEach(stored -> found.add(place(stored)));
    return found;
  }

  @Override
  public boolean save(MirroredPlace place, String assetId) {
    try {
      // of a place that is stored with another asset, the id makes the insertion fail
      places()
          .replaceOne(
              and(eq("_id", place.id()), eq(ASSET, assetId)),
              document(place),
              new ReplaceOptions().upsert(true));
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public void remove(String id) {
    places().deleteOne(eq("_id", id));
  }

  private static Document document(MirroredPlace place) {
    return new Document("_id", place.id())
        .append("name", place.name())
        .append("parentId", place.parentId())
        .append("version", place.version())
        .append(ASSET, place.assetId())
        .append("assetName", place.assetName())
        .append(PARENT_ASSET, place.parentAssetId())
        .append("formerAssetId", place.formerAssetId());
  }

  private static MirroredPlace place(Document stored) {
    return new MirroredPlace(
        stored.getString("_id"),
        stored.getString("name"),
        stored.getString("parentId"),
        stored.get("version", Number.class).longValue(),
        stored.getString(ASSET),
        stored.getString("assetName"),
        stored.getString(PARENT_ASSET),
        stored.getString("formerAssetId"));
  }
}
