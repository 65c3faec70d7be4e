package iot.smarthome.user.directory.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.MappedDocuments;
import iot.smarthome.user.directory.entity.UserGroup;
import iot.smarthome.user.directory.gateway.Groups;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Groups in the collection {@code groups}; a removed one has {@code removedAt}. */
@ApplicationScoped
public class MongoGroups implements Groups {

  public static final String COLLECTION = "groups";

  private static final Bson STANDS = exists("removedAt", false);

  private final Template template;
  private final MongoDatabase database;
  private final MappedDocuments mapping;

  /** For the container's proxy. */
  protected MongoGroups() {
    this(null, null, null);
  }

  @Inject
  public MongoGroups(Template template, MongoDatabase database, MappedDocuments mapping) {
    this.template = template;
    this.database = database;
    this.mapping = mapping;
  }

  private MongoCollection<Document> groups() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public boolean insert(UserGroup group) {
    try {
      groups().insertOne(mapping.toDocument(group));
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public Optional<UserGroup> find(String id) {
    return findEvenRemoved(id).filter(group -> !group.isRemoved());
  }

  @Override
  public Optional<UserGroup> findEvenRemoved(String id) {
    return template.find(UserGroup.class, id);
  }

  @Override
  public boolean replace(UserGroup group, long expectedVersion) {
    return groups()
            .replaceOne(
                and(eq("_id", group.id()), eq("version", expectedVersion)),
                mapping.toDocument(group))
            .getMatchedCount()
        == 1;
  }

  @Override
  public List<UserGroup> page(String afterId, int limit) {
    List<UserGroup> page = new ArrayList<>();
    groups()
        .find(afterId == null ? STANDS : and(gt("_id", afterId), STANDS))
        .sort(Sorts.ascending("_id"))
        .limit(limit)
        .forEach(document -> page.add(mapping.toEntity(UserGroup.class, COLLECTION, document)));
    return page;
  }
}
