package iot.smarthome.user.authorization.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.gateway.Directory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Reads what the directory of this service keeps: {@code users}, {@code groups} and {@code
 * ownerships}. A decision sees a change of them as soon as it is written. A removed group is kept
 * there for its name, and is none.
 */
@ApplicationScoped
public class MongoDirectory implements Directory {

  static final String USERS = "users";
  static final String GROUPS = "groups";
  static final String OWNERSHIPS = "ownerships";
  private static final String RESOURCE_ID = "resourceId";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoDirectory() {
    this(null);
  }

  @Inject
  public MongoDirectory(MongoDatabase database) {
    this.database = database;
  }

  private MongoCollection<Document> users() {
    return database.getCollection(USERS);
  }

  private MongoCollection<Document> ownerships() {
    return database.getCollection(OWNERSHIPS);
  }

  @Override
  public Optional<Person> bySubject(String subject) {
    return user(eq("subject", subject));
  }

  @Override
  public Optional<Person> byId(String userId) {
    return user(eq("_id", userId));
  }

  private Optional<Person> user(Bson filter) {
    return Optional.ofNullable(users().find(filter).first()).map(MongoDirectory::person);
  }

  @Override
  public boolean hasGroup(String groupId) {
    return database
            .getCollection(GROUPS)
            .find(and(eq("_id", groupId), exists("removedAt", false)))
            .first()
        != null;
  }

  @Override
  public List<Person> platformAdministrators(int limit) {
    List<Person> found = new ArrayList<>();
    users()
        .find(and(eq("groups", Person.PLATFORM_GROUP), eq("roles", Person.ADMINISTRATOR)))
        .limit(limit)
        .forEach(user -> found.add(person(user)));
    return found;
  }

  @Override
  public Set<String> ownedBy(String userId, int limit) {
    Set<String> owned = new HashSet<>();
    ownerships()
        .find(eq("userId", userId))
        .limit(limit)
        .forEach(ownership -> owned.add(ownership.getString(RESOURCE_ID)));
    return owned;
  }

  @Override
  public Map<String, Set<String>> owners(Collection<String> resourceIds) {
    Map<String, Set<String>> owners = new HashMap<>();
    if (!resourceIds.isEmpty()) {
      ownerships()
          .find(in(RESOURCE_ID, resourceIds))
          .forEach(
              ownership ->
                  owners
                      .computeIfAbsent(ownership.getString(RESOURCE_ID), id -> new HashSet<>())
                      .add(ownership.getString("userId")));
    }
    return owners;
  }

  private static Person person(Document user) {
    return new Person(
        user.getString("_id"),
        String.valueOf(user.getString("subject")),
        texts(user, "roles"),
        texts(user, "groups"),
        true);
  }

  private static Set<String> texts(Document user, String field) {
    List<String> values = user.getList(field, String.class);
    return values == null ? Set.of() : new HashSet<>(values);
  }
}
