package iot.smarthome.building.structure.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import iot.smarthome.building.structure.entity.Place;
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
    return page(
        and(eq(root.kind().word() + "Id", root.id()), ne("_id", root.id())), afterId, limit);
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
