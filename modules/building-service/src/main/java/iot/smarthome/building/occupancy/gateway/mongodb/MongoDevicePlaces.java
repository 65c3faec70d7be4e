package iot.smarthome.building.occupancy.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import iot.smarthome.building.occupancy.entity.DevicePlace;
import iot.smarthome.building.occupancy.gateway.DevicePlaces;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.Indexes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The places of devices in the collection {@code device_places}, one small document each. */
@ApplicationScoped
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class MongoDevicePlaces implements DevicePlaces {

  private static final String COLLECTION = "device_places";
  private static final String PLACE = "placeId";
  private static final String VERSION = "version";
  private static final String GONE_AT = "goneAt";
  private static final int BATCH = 1000;

  // longer than any late event is under way
  private static final long KEPT_DAYS = 30;

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoDevicePlaces() {
    this(null);
  }

  @Inject
  public MongoDevicePlaces(MongoDatabase database) {
    this.database = database;
  }

  void prepare(@Observes @Initialized(ApplicationScoped.class) Object started, Indexes indexes) {
    indexes.ensure(
        devicePlaces(),
        new IndexModel(new Document(PLACE, 1), new IndexOptions().name(PLACE)),
        new IndexModel(
            new Document(GONE_AT, 1),
            new IndexOptions().name(GONE_AT).expireAfter(KEPT_DAYS, TimeUnit.DAYS)));
  }

  private MongoCollection<Document> devicePlaces() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public void store(DevicePlace place, Instant at) {
    if (replace(place, at)) {
      return;
    }
    try {
      devicePlaces().insertOne(document(place, at));
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      // there is one: as new as ours, or inserted a moment ago by another instance
      replace(place, at);
    }
  }

  private boolean replace(DevicePlace place, Instant at) {
    Bson here = and(eq("_id", place.deviceId()), exists(GONE_AT, false));
    Bson older = place.isGone() ? here : and(here, lt(VERSION, place.version()));
    return devicePlaces().replaceOne(older, document(place, at)).getMatchedCount() == 1;
  }

  private static Document document(DevicePlace place, Instant at) {
    Document document = new Document("_id", place.deviceId()).append(VERSION, place.version());
    return place.isGone()
        ? document.append(GONE_AT, Date.from(at))
        : document.append(PLACE, place.placeId());
  }

  @Override
  public long count(Collection<String> placeIds) {
    List<String> ids = new ArrayList<>(placeIds);
    long count = 0;
    for (int from = 0; from < ids.size(); from += BATCH) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + BATCH));
      count += devicePlaces().countDocuments(in(PLACE, some));
    }
    return count;
  }
}
