package iot.smarthome.device.registration.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.Location;
import iot.smarthome.device.registration.gateway.DeviceFilter;
import iot.smarthome.device.registration.gateway.Devices;
import iot.smarthome.device.registration.gateway.DuplicateDeviceException;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.MappedDocuments;
import iot.smarthome.scope.AccessScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Devices in the collection {@code devices}: plain reads by Jakarta NoSQL, everything that hangs on
 * a version or on the place in a list by the driver.
 */
@ApplicationScoped
public class MongoDevices implements Devices {

  public static final String COLLECTION = "devices";

  private final Template template;
  private final MongoDatabase database;
  private final MappedDocuments mapping;

  /** For the container's proxy. */
  protected MongoDevices() {
    this(null, null, null);
  }

  @Inject
  public MongoDevices(Template template, MongoDatabase database, MappedDocuments mapping) {
    this.template = template;
    this.database = database;
    this.mapping = mapping;
  }

  private MongoCollection<Document> devices() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public void insert(Device device) {
    try {
      devices().insertOne(mapping.toDocument(device));
    } catch (MongoWriteException e) {
      throw explained(e);
    }
  }

  @Override
  public Optional<Device> find(String id) {
    return template.find(Device.class, id);
  }

  @Override
  public boolean replace(Device device, long expectedVersion) {
    try {
      return devices()
              .replaceOne(
                  and(eq("_id", device.id()), eq("version", expectedVersion)),
                  mapping.toDocument(device))
              .getMatchedCount()
          == 1;
    } catch (MongoWriteException e) {
      throw explained(e);
    }
  }

  @Override
  public boolean delete(String id, long expectedVersion) {
    return devices().deleteOne(and(eq("_id", id), eq("version", expectedVersion))).getDeletedCount()
        == 1;
  }

  @Override
  public List<Device> page(DeviceFilter filter, AccessScope scope, String afterId, int limit) {
    List<Bson> terms = new ArrayList<>();
    add(terms, "location.roomId", filter.roomId());
    add(terms, "location.areaId", filter.areaId());
    add(terms, "location.buildingId", filter.buildingId());
    add(terms, "lifeCycle", filter.lifeCycle() == null ? null : filter.lifeCycle().name());
    add(terms, "category", filter.category());
    if (filter.onAreaItself()) {
      terms.add(eq("location.roomId", null));
    }
    if (!scope.unrestricted()) {
      terms.add(within(scope.places(), scope.ids()));
    }
    if (!scope.leftOut().isEmpty()) {
      terms.add(nor(scope.leftOut().stream().map(MongoDevices::leftOut).toList()));
    }
    if (afterId != null) {
      terms.add(gt("_id", afterId));
    }
    return read(terms.isEmpty() ? Filters.empty() : and(terms), limit);
  }

  private List<Device> read(Bson filter, int limit) {
    List<Device> found = new ArrayList<>();
    devices()
        .find(filter)
        .sort(Sorts.ascending("_id"))
        .limit(limit)
        .forEach(document -> found.add(mapping.toEntity(Device.class, COLLECTION, document)));
    return found;
  }

  @Override
  public List<Device> astray(Location place, int limit) {
    Bson inPlace =
        place.roomId() == null
            ? and(eq("location.areaId", place.areaId()), eq("location.roomId", null))
            : eq("location.roomId", place.roomId());
    return read(
        and(
            inPlace,
            or(
                ne("location.areaId", place.areaId()),
                ne("location.floorId", place.floorId()),
                ne("location.buildingId", place.buildingId()))),
        limit);
  }

  /** Each branch is served by its index in the order of ids, so that a page reads a page. */
  private static Bson within(Set<String> places, Set<String> ids) {
    List<Bson> branches = new ArrayList<>();
    if (!places.isEmpty()) {
      for (String place : List.of("buildingId", "floorId", "areaId", "roomId")) {
        branches.add(in("location." + place, places));
      }
    }
    branches.add(in("_id", ids));
    return or(branches);
  }

  private static Bson leftOut(AccessScope.LeftOut things) {
    List<Bson> terms = new ArrayList<>();
    add(terms, "category", things.category());
    if (!things.ids().isEmpty()) {
      terms.add(within(things.ids(), things.ids()));
    }
    return terms.isEmpty() ? Filters.empty() : and(terms);
  }

  private static void add(List<Bson> terms, String field, String value) {
    if (value != null) {
      terms.add(eq(field, value));
    }
  }

  private static RuntimeException explained(MongoWriteException e) {
    return DuplicateKeys.index(e)
        .<RuntimeException>map(
            index ->
                new DuplicateDeviceException(index.equals("serial") ? "serial" : "bindCode", e))
        .orElse(e);
  }
}
