package iot.smarthome.tuya.places.gateway.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import iot.smarthome.tuya.places.entity.Placement;
import iot.smarthome.tuya.places.gateway.Placements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Collection {@code placements}; {@code _id} is our device id. */
@ApplicationScoped
public class MongoPlacements implements Placements {

  public static final String COLLECTION = "placements";
  private static final String ASSET = "assetId";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoPlacements() {
    this(null);
  }

  @Inject
  public MongoPlacements(MongoDatabase database) {
    this.database = database;
  }

  /** What the queries need. */
  public static List<IndexModel> indexes() {
    return List.of(new IndexModel(Indexes.ascending(ASSET), new IndexOptions().name(ASSET)));
  }

  void prepare(
      @Observes @Initialized(ApplicationScoped.class) Object started,
      iot.smarthome.mongodb.Indexes indexes) {
    indexes.ensure(placements(), indexes().toArray(IndexModel[]::new));
  }

  private MongoCollection<Document> placements() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public Optional<Placement> ofDevice(String deviceId) {
    return Optional.ofNullable(placements().find(eq("_id", deviceId)).first())
        .map(MongoPlacements::placement);
  }

  @Override
  public List<Placement> inAsset(String assetId, int limit) {
    List<Placement> found = new ArrayList<>();
    placements()
        .find(eq(ASSET, assetId))
        .limit(limit)
        .forEach(stored -> found.add(placement(stored)));
    return found;
  }

  @Override
  public void save(Placement placement) {
    placements()
        .replaceOne(
            eq("_id", placement.deviceId()),
            new Document("_id", placement.deviceId())
                .append("tuyaDeviceId", placement.tuyaDeviceId())
                .append("placeId", placement.placeId())
                .append(ASSET, placement.assetId()),
            new ReplaceOptions().upsert(true));
  }

  @Override
  public void remove(String deviceId) {
    placements().deleteOne(eq("_id", deviceId));
  }

  private static Placement placement(Document stored) {
    return new Placement(
        stored.getString("_id"),
        stored.getString("tuyaDeviceId"),
        stored.getString("placeId"),
        stored.getString(ASSET));
  }
}
