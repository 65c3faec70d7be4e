package iot.smarthome.user.authorization.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;

import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.ReplaceOptions;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.Indexes;
import iot.smarthome.user.authorization.entity.Thing;
import iot.smarthome.user.authorization.entity.ThingType;
import iot.smarthome.user.authorization.gateway.Things;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Places, devices and alerts in the collection {@code authorization_things}. What is removed stays
 * as a memory for thirty days, so that a late word of it does not bring it back.
 */
@ApplicationScoped
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class MongoThings implements Things {

  static final String COLLECTION = "authorization_things";
  private static final long REMEMBERED_DAYS = 30;

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoThings() {
    this(null);
  }

  @Inject
  public MongoThings(MongoDatabase database) {
    this.database = database;
  }

  void prepare(@Observes @Initialized(ApplicationScoped.class) Object started, Indexes indexes) {
    indexes.ensure(
        things(),
        new IndexModel(ascending("group", "_id"), new IndexOptions().name("by_group")),
        new IndexModel(ascending("category"), new IndexOptions().name("by_category")),
        new IndexModel(
            ascending("removedAt"),
            new IndexOptions().name("forget_removed").expireAfter(REMEMBERED_DAYS, TimeUnit.DAYS)));
  }

  private MongoCollection<Document> things() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public Map<String, Thing> find(Collection<String> ids) {
    Map<String, Thing> found = new HashMap<>();
    if (ids.size() == 1) {
      Document one = things().find(eq("_id", ids.iterator().next())).first();
      if (one != null) {
        found.put(one.getString("_id"), thing(one));
      }
    } else if (!ids.isEmpty()) {
      things().find(in("_id", ids)).forEach(one -> found.put(one.getString("_id"), thing(one)));
    }
    return found;
  }

  @Override
  public boolean put(Thing thing) {
    return replaceOlder(thing.id(), lt("version", thing.version()), document(thing));
  }

  @Override
  public boolean remove(String id, long version) {
    Document known = things().find(eq("_id", id)).first();
    long last = known == null ? 0 : known.getLong("version");
    // nobody knows the version of a removal that nobody saw: then it ends what is known
    long end = version > 0 ? version : last + 1;
    Document memory =
        new Document("_id", id)
            .append("type", known == null ? null : known.getString("type"))
            .append("version", end)
            .append("removed", true)
            .append("removedAt", Date.from(Instant.now()));
    return replaceOlder(id, lt("version", end), memory);
  }

  private boolean replaceOlder(String id, Bson older, Document document) {
    try {
      things().replaceOne(and(eq("_id", id), older), document, new ReplaceOptions().upsert(true));
      return true;
    } catch (MongoWriteException e) {
      return ifKnownAlready(e);
    }
  }

  private static boolean ifKnownAlready(MongoException e) {
    // the upsert found no older one and could not insert: what is known is as new or newer
    if (DuplicateKeys.index(e).isEmpty()) {
      throw e;
    }
    return false;
  }

  @Override
  public Set<String> categories() {
    return things()
        .distinct("category", String.class)
        .filter(exists("category"))
        .into(new HashSet<>());
  }

  @Override
  public List<Thing> withGroup(Collection<String> groups, int limit) {
    List<Thing> found = new ArrayList<>();
    if (!groups.isEmpty()) {
      things().find(in("group", groups)).limit(limit).forEach(one -> found.add(thing(one)));
    }
    return found;
  }

  private static Document document(Thing thing) {
    Document document =
        new Document("_id", thing.id())
            .append("type", thing.type().name())
            .append("version", thing.version());
    if (thing.parentId() != null) {
      document.append("parent", thing.parentId());
    }
    if (!thing.above().isEmpty()) {
      document.append("above", thing.above());
    }
    if (thing.group() != null) {
      document.append("group", thing.group());
    }
    if (thing.category() != null) {
      document.append("category", thing.category());
    }
    return document;
  }

  private static Thing thing(Document document) {
    String type = document.getString("type");
    List<String> above = document.getList("above", String.class);
    return new Thing(
        document.getString("_id"),
        type == null ? null : ThingType.valueOf(type),
        document.getString("parent"),
        above == null ? List.of() : above,
        document.getString("group"),
        document.getString("category"),
        document.getBoolean("removed", false),
        document.getLong("version"));
  }
}
