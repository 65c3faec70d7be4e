package iot.smarthome.building.structure.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.entity.PlaceKind;
import iot.smarthome.building.structure.entity.PlacePath;
import iot.smarthome.building.structure.gateway.DuplicateCodeException;
import iot.smarthome.building.structure.gateway.Places;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.MappedDocuments;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Places in the collection {@code places}: plain reads by Jakarta NoSQL, what hangs on a version or
 * on the place in a list by the driver.
 */
@ApplicationScoped
public class MongoPlaces implements Places {

  public static final String COLLECTION = "places";

  /** On what is left of a removed place, see {@link PlaceCollection}. */
  public static final String REMOVED_AT = "removedAt";

  private static final int BATCH = 1000;

  private final Template template;
  private final MongoDatabase database;
  private final MappedDocuments mapping;

  /** For the container's proxy. */
  protected MongoPlaces() {
    this(null, null, null);
  }

  @Inject
  public MongoPlaces(Template template, MongoDatabase database, MappedDocuments mapping) {
    this.template = template;
    this.database = database;
    this.mapping = mapping;
  }

  private MongoCollection<Document> places() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public void insert(Place place) {
    try {
      places().insertOne(mapping.toDocument(place));
    } catch (MongoWriteException e) {
      throw explained(e);
    }
  }

  @Override
  public Optional<Place> find(String id) {
    // a removed place is but its id and kind
    return template.find(Place.class, id).filter(place -> place.createdAt() != null);
  }

  @Override
  public boolean replace(Place place, long expectedVersion) {
    try {
      return places()
              .replaceOne(
                  and(eq("_id", place.id()), eq("version", expectedVersion)),
                  mapping.toDocument(place))
              .getMatchedCount()
          == 1;
    } catch (MongoWriteException e) {
      throw explained(e);
    }
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
  public boolean remove(Place place, Instant at) {
    Document tombstone =
        new Document("_id", place.id())
            .append("kind", place.kind().name())
            .append("version", place.version() + 1)
            .append(REMOVED_AT, Date.from(at));
    return places()
            .replaceOne(and(eq("_id", place.id()), eq("version", place.version())), tombstone)
            .getMatchedCount()
        == 1;
  }

  @Override
  public boolean hasChildren(String id) {
    return places().find(eq("parentId", id)).projection(Projections.include("_id")).first() != null;
  }

  @Override
  public List<PlacePath> paths(Collection<String> ids) {
    List<PlacePath> paths = new ArrayList<>();
    places()
        // a removed place is nowhere
        .find(and(in("_id", ids), exists("buildingId")))
        .projection(Projections.include("buildingId", "floorId", "areaId", "roomId"))
        .forEach(
            place ->
                paths.add(
                    new PlacePath(
                        place.getString("buildingId"),
                        place.getString("floorId"),
                        place.getString("areaId"),
                        place.getString("roomId"))));
    return paths;
  }

  @Override
  public List<Place> childrenAmong(
      String parentId, Collection<String> ids, String afterId, int limit) {
    return ids.isEmpty()
        ? List.of()
        : page(and(eq("parentId", parentId), in("_id", ids)), afterId, limit);
  }

  @Override
  public List<Place> subtreesAnd(
      Collection<String> roots, Collection<String> ids, String afterId, int limit) {
    // each branch is served by its index in the order of ids, so that a page reads a page
    return page(or(in("floorId", roots), in("areaId", roots), in("_id", ids)), afterId, limit);
  }

  @Override
  public List<Place> children(String parentId, String afterId, int limit) {
    return page(eq("parentId", parentId), afterId, limit);
  }

  @Override
  public List<Place> subtree(Place root, String afterId, int limit) {
    return page(within(root), afterId, limit);
  }

  private static Bson within(Place root) {
    return and(eq(root.kind().word() + "Id", root.id()), ne("_id", root.id()));
  }

  @Override
  public List<Place> whole(Place root) {
    return all(within(root));
  }

  @Override
  public long countWithin(Place root) {
    return places().countDocuments(within(root));
  }

  @Override
  public List<String> idsWithin(Place root) {
    List<String> ids = new ArrayList<>();
    places()
        .find(within(root))
        .projection(Projections.include("_id"))
        .forEach(document -> ids.add(document.getString("_id")));
    return ids;
  }

  @Override
  public List<Place> buildingsWithCode(Collection<String> codes) {
    return codes.isEmpty() ? List.of() : all(and(eq("parentId", null), in("code", codes)));
  }

  @Override
  public List<Place> findAll(Collection<String> ids) {
    List<Place> found = new ArrayList<>();
    List<String> rest = new ArrayList<>(ids);
    for (int from = 0; from < rest.size(); from += BATCH) {
      List<String> some = rest.subList(from, Math.min(rest.size(), from + BATCH));
      found.addAll(all(and(in("_id", some), exists("createdAt"))));
    }
    return found;
  }

  private List<Place> all(Bson filter) {
    List<Place> found = new ArrayList<>();
    places()
        .find(filter)
        .batchSize(BATCH)
        .forEach(document -> found.add(mapping.toEntity(Place.class, COLLECTION, document)));
    return found;
  }

  @Override
  public int insertAll(List<Place> all) {
    int refused = 0;
    for (int from = 0; from < all.size(); from += BATCH) {
      List<Document> some =
          all.subList(from, Math.min(all.size(), from + BATCH)).stream()
              .map(mapping::toDocument)
              .toList();
      try {
        places().insertMany(some, new InsertManyOptions().ordered(false));
      } catch (MongoBulkWriteException e) {
        for (BulkWriteError error : e.getWriteErrors()) {
          if (ErrorCategory.fromErrorCode(error.getCode()) != ErrorCategory.DUPLICATE_KEY) {
            throw e;
          }
          refused++;
        }
      }
    }
    return refused;
  }

  @Override
  public int replaceAll(List<Place> all) {
    int replaced = 0;
    for (int from = 0; from < all.size(); from += BATCH) {
      List<ReplaceOneModel<Document>> some = new ArrayList<>();
      for (Place place : all.subList(from, Math.min(all.size(), from + BATCH))) {
        some.add(
            new ReplaceOneModel<>(
                and(eq("_id", place.id()), eq("version", place.version() - 1)),
                mapping.toDocument(place)));
      }
      replaced += places().bulkWrite(some, new BulkWriteOptions().ordered(false)).getMatchedCount();
    }
    return all.size() - replaced;
  }

  @Override
  @SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
  public int follow(Place root, Instant at, int limit) {
    List<Bson> astray = new ArrayList<>();
    List<Bson> told = new ArrayList<>();
    astray.add(ne("buildingId", root.buildingId()));
    told.add(Updates.set("buildingId", root.buildingId()));
    if (root.kind() == PlaceKind.AREA) {
      astray.add(ne("floorId", root.floorId()));
      told.add(Updates.set("floorId", root.floorId()));
    }
    told.add(Updates.set("updatedAt", Date.from(at)));
    told.add(Updates.inc("version", 1L));
    Bson wrong = and(within(root), or(astray));
    List<String> ids = new ArrayList<>();
    places()
        .find(wrong)
        .projection(Projections.include("_id"))
        .limit(limit)
        .forEach(document -> ids.add(document.getString("_id")));
    if (!ids.isEmpty()) {
      // asked again by the update: whoever else helps must not raise a version twice
      places().updateMany(and(in("_id", ids), wrong), Updates.combine(told));
    }
    return ids.size();
  }

  private List<Place> page(Bson filter, String afterId, int limit) {
    // what is left of a removed place lies nowhere, as a building does
    Bson existing = and(filter, exists("createdAt"));
    List<Place> page = new ArrayList<>();
    places()
        .find(afterId == null ? existing : and(existing, gt("_id", afterId)))
        .sort(Sorts.ascending("_id"))
        .limit(limit)
        .forEach(document -> page.add(mapping.toEntity(Place.class, COLLECTION, document)));
    return page;
  }

  private static RuntimeException explained(MongoWriteException e) {
    return DuplicateKeys.index(e)
        .<RuntimeException>map(index -> new DuplicateCodeException(e))
        .orElse(e);
  }
}
