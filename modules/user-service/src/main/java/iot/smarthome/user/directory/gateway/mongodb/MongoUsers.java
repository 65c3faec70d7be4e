package iot.smarthome.user.directory.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.MappedDocuments;
import iot.smarthome.user.directory.entity.Role;
import iot.smarthome.user.directory.entity.User;
import iot.smarthome.user.directory.entity.UserGroup;
import iot.smarthome.user.directory.gateway.DuplicateSubjectException;
import iot.smarthome.user.directory.gateway.UserFilter;
import iot.smarthome.user.directory.gateway.Users;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Users in the collection {@code users}: plain reads by Jakarta NoSQL, what hangs on a version or
 * on the place in a list by the driver.
 */
@ApplicationScoped
public class MongoUsers implements Users {

  public static final String COLLECTION = "users";

  private static final String SUBJECT = "subject";

  // above every character that a subject has
  private static final String BEYOND = "\uffff";

  private final Template template;
  private final MongoDatabase database;
  private final MappedDocuments mapping;

  /** For the container's proxy. */
  protected MongoUsers() {
    this(null, null, null);
  }

  @Inject
  public MongoUsers(Template template, MongoDatabase database, MappedDocuments mapping) {
    this.template = template;
    this.database = database;
    this.mapping = mapping;
  }

  private MongoCollection<Document> users() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public void insert(User user) {
    try {
      users().insertOne(mapping.toDocument(user));
    } catch (MongoWriteException e) {
      throw explained(e);
    }
  }

  @Override
  public Optional<User> find(String id) {
    return template.find(User.class, id);
  }

  @Override
  public Optional<User> bySubject(String subject) {
    return Optional.ofNullable(users().find(eq(SUBJECT, subject)).first()).map(this::entity);
  }

  @Override
  public boolean replace(User user, long expectedVersion) {
    try {
      return users()
              .replaceOne(
                  and(eq("_id", user.id()), eq("version", expectedVersion)),
                  mapping.toDocument(user))
              .getMatchedCount()
          == 1;
    } catch (MongoWriteException e) {
      throw explained(e);
    }
  }

  @Override
  public boolean delete(String id, long expectedVersion) {
    return users().deleteOne(and(eq("_id", id), eq("version", expectedVersion))).getDeletedCount()
        == 1;
  }

  @Override
  public List<User> page(UserFilter filter, String after, int limit) {
    List<Bson> terms = new ArrayList<>();
    if (filter.groupId() != null) {
      terms.add(eq("groups", filter.groupId()));
    }
    if (filter.role() != null) {
      terms.add(eq("roles", filter.role().word()));
    }
    if (filter.bySubject()) {
      terms.add(gte(SUBJECT, filter.subjectPrefix()));
      terms.add(lt(SUBJECT, filter.subjectPrefix() + BEYOND));
    }
    String order = filter.bySubject() ? SUBJECT : "_id";
    if (after != null) {
      terms.add(gt(order, after));
    }
    return list(terms.isEmpty() ? Filters.empty() : and(terms), order, limit);
  }

  private List<User> list(Bson filter, String order, int limit) {
    List<User> found = new ArrayList<>();
    users()
        .find(filter)
        .sort(Sorts.ascending(order))
        .limit(limit)
        .forEach(document -> found.add(entity(document)));
    return found;
  }

  @Override
  public boolean hasMembers(String groupId) {
    return users().find(eq("groups", groupId)).projection(Projections.include("_id")).first()
        != null;
  }

  @Override
  public List<User> platformAdministrators(int limit) {
    return list(
        and(eq("groups", UserGroup.PLATFORM), eq("roles", Role.ADMINISTRATOR.word())),
        "_id",
        limit);
  }

  private User entity(Document document) {
    return mapping.toEntity(User.class, COLLECTION, document);
  }

  private static RuntimeException explained(MongoWriteException e) {
    return DuplicateKeys.index(e)
        .filter(SUBJECT::equals)
        .<RuntimeException>map(index -> new DuplicateSubjectException(e))
        .orElse(e);
  }
}
