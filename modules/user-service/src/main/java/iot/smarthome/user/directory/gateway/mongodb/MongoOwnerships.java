package iot.smarthome.user.directory.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.MappedDocuments;
import iot.smarthome.user.directory.entity.Ownership;
import iot.smarthome.user.directory.gateway.OwnershipFilter;
import iot.smarthome.user.directory.gateway.Ownerships;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Ownerships in the collection {@code ownerships}. */
@ApplicationScoped
public class MongoOwnerships implements Ownerships {

  public static final String COLLECTION = "ownerships";

  private final Template template;
  private final MongoDatabase database;
  private final MappedDocuments mapping;

  /** For the container's proxy. */
  protected MongoOwnerships() {
    this(null, null, null);
  }

  @Inject
  public MongoOwnerships(Template template, MongoDatabase database, MappedDocuments mapping) {
    this.template = template;
    this.database = database;
    this.mapping = mapping;
  }

  private MongoCollection<Document> ownerships() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public boolean insert(Ownership ownership) {
    try {
      ownerships().insertOne(mapping.toDocument(ownership));
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public Optional<Ownership> find(String id) {
    return template.find(Ownership.class, id);
  }

  @Override
  public boolean delete(String id) {
    return ownerships().deleteOne(eq("_id", id)).getDeletedCount() == 1;
  }

  @Override
  public void deleteOf(String userId) {
    ownerships().deleteMany(eq("userId", userId));
  }

  @Override
  public List<Ownership> page(OwnershipFilter filter, String afterId, int limit) {
    List<Bson> terms = new ArrayList<>();
    add(terms, "userId", filter.userId());
    add(terms, "resourceId", filter.resourceId());
    add(terms, "resourceType", filter.resourceType() == null ? null : filter.resourceType().name());
    if (afterId != null) {
      terms.add(gt("_id", afterId));
    }
    List<Ownership> page = new ArrayList<>();
    ownerships()
        .find(terms.isEmpty() ? Filters.empty() : and(terms))
        .sort(Sorts.ascending("_id"))
        .limit(limit)
        .forEach(document -> page.add(mapping.toEntity(Ownership.class, COLLECTION, document)));
    return page;
  }

  private static void add(List<Bson> terms, String field, String value) {
    if (value != null) {
      terms.add(eq(field, value));
    }
  }
}
