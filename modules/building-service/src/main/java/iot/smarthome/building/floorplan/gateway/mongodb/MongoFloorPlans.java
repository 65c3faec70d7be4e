package iot.smarthome.building.floorplan.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import iot.smarthome.building.floorplan.entity.FloorPlan;
import iot.smarthome.building.floorplan.gateway.FloorPlans;
import iot.smarthome.mongodb.Indexes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Date;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Binary;

/** Plans in the collection {@code floor_plans}, each one document with its bytes. */
@ApplicationScoped
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class MongoFloorPlans implements FloorPlans {

  private static final String COLLECTION = "floor_plans";
  private static final String FLOOR = "floorId";
  private static final String SVG = "svg";
  private static final String DRAWN_AT = "drawnAt";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoFloorPlans() {
    this(null);
  }

  @Inject
  public MongoFloorPlans(MongoDatabase database) {
    this.database = database;
  }

  void prepare(@Observes @Initialized(ApplicationScoped.class) Object started, Indexes indexes) {
    indexes.ensure(
        plans(),
        new IndexModel(new Document(FLOOR, 1).append("_id", 1), new IndexOptions().name(FLOOR)));
  }

  private MongoCollection<Document> plans() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public void insert(FloorPlan plan) {
    plans()
        .insertOne(
            new Document("_id", plan.id())
                .append(FLOOR, plan.floorId())
                .append(SVG, new Binary(plan.svg()))
                .append(DRAWN_AT, Date.from(plan.drawnAt())));
  }

  @Override
  public Optional<FloorPlan> find(String id) {
    return Optional.ofNullable(plans().find(eq("_id", id)).first())
        .map(
            stored ->
                new FloorPlan(
                    id,
                    stored.getString(FLOOR),
                    stored.get(SVG, Binary.class).getData(),
                    stored.getDate(DRAWN_AT).toInstant()));
  }

  @Override
  public void delete(String id) {
    plans().deleteOne(eq("_id", id));
  }

  @Override
  public void deleteBefore(String floorId, String id) {
    Bson ofFloor = eq(FLOOR, floorId);
    plans().deleteMany(id == null ? ofFloor : and(ofFloor, lt("_id", id)));
  }
}
