package iot.smarthome.user.authorization.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import iot.smarthome.cdc.CdcRelays;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.Indexes;
import iot.smarthome.user.authorization.entity.Effect;
import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyText;
import iot.smarthome.user.authorization.entity.PolicyVersion;
import iot.smarthome.user.authorization.gateway.Policies;
import iot.smarthome.user.authorization.gateway.PolicyChanges;
import iot.smarthome.user.authorization.gateway.PolicySetBusyException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Policies in {@code policies}, their history in {@code policy_versions}; changes of the former are
 * published.
 *
 * <p>Whoever changes the set holds a lease in {@code policy_locks} while he does: whether a change
 * locks everybody out is a matter of the whole set, and two changes that are harmless each need not
 * be so together.
 */
@ApplicationScoped
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class MongoPolicies implements Policies {

  static final String COLLECTION = "policies";
  private static final String HISTORY = "policy_versions";
  private static final String LOCKS = "policy_locks";
  private static final String SET = "policy-set";
  private static final Duration LEASE = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoPolicies() {
    this(null);
  }

  @Inject
  public MongoPolicies(MongoDatabase database) {
    this.database = database;
  }

  void prepare(
      @Observes @Initialized(ApplicationScoped.class) Object started,
      Indexes indexes,
      CdcRelays relays) {
    indexes.ensure(
        history(),
        new IndexModel(
            compoundIndex(ascending("policyId"), descending("version")),
            new IndexOptions().name("newest_first")));
    relays.start(database, COLLECTION, "/user-service", new PolicyChanges());
  }

  private MongoCollection<Document> policies() {
    return database.getCollection(COLLECTION);
  }

  private MongoCollection<Document> history() {
    return database.getCollection(HISTORY);
  }

  private MongoCollection<Document> locks() {
    return database.getCollection(LOCKS);
  }

  @Override
  public List<Policy> all() {
    List<Policy> all = new ArrayList<>();
    policies().find().sort(Sorts.ascending("_id")).forEach(one -> all.add(policy(one)));
    return all;
  }

  @Override
  public Optional<Policy> find(String id) {
    return Optional.ofNullable(policies().find(eq("_id", id)).first()).map(MongoPolicies::policy);
  }

  @Override
  public Map<String, Long> versions() {
    Map<String, Long> versions = new TreeMap<>();
    policies()
        .find()
        .projection(Projections.include("version"))
        .forEach(one -> versions.put(one.getString("_id"), one.getLong("version")));
    return versions;
  }

  @Override
  public boolean insert(Policy policy) {
    try {
      policies().insertOne(document(policy));
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public boolean replace(Policy policy, long expectedVersion) {
    return policies()
            .replaceOne(at(policy.id(), expectedVersion), document(policy))
            .getMatchedCount()
        == 1;
  }

  @Override
  public boolean delete(String id, long expectedVersion) {
    return policies().deleteOne(at(id, expectedVersion)).getDeletedCount() == 1;
  }

  private static Bson at(String id, long version) {
    return and(eq("_id", id), eq("version", version));
  }

  @Override
  public void remember(PolicyVersion version) {
    String id = version.policyId() + ":" + version.version();
    Document document =
        new Document("_id", id)
            .append("policyId", version.policyId())
            .append("version", version.version())
            .append("kind", version.kind().name())
            .append("at", Date.from(version.at()))
            .append("by", version.by())
            .append("before", state(version.before()))
            .append("after", state(version.after()));
    history().replaceOne(eq("_id", id), document, new ReplaceOptions().upsert(true));
  }

  private static Document state(PolicyVersion.State state) {
    return state == null
        ? null
        : new Document("text", state.text()).append("enabled", state.enabled());
  }

  @Override
  public List<PolicyVersion> history(String id, Long beforeVersion, int limit) {
    List<PolicyVersion> versions = new ArrayList<>();
    history()
        .find(
            beforeVersion == null
                ? eq("policyId", id)
                : and(eq("policyId", id), lt("version", beforeVersion)))
        .sort(Sorts.descending("version"))
        .limit(limit)
        .forEach(one -> versions.add(version(one)));
    return versions;
  }

  private static PolicyVersion version(Document one) {
    return new PolicyVersion(
        one.getString("policyId"),
        one.getLong("version"),
        PolicyVersion.Kind.valueOf(one.getString("kind")),
        one.getDate("at").toInstant(),
        one.getString("by"),
        state(one, "before"),
        state(one, "after"));
  }

  private static PolicyVersion.State state(Document one, String field) {
    Document state = one.get(field, Document.class);
    return state == null
        ? null
        : new PolicyVersion.State(state.getString("text"), state.getBoolean("enabled"));
  }

  @Override
  public <T> T alone(Supplier<T> change) {
    String mine = UUID.randomUUID().toString();
    acquire(mine);
    try {
      return change.get();
    } finally {
      locks().updateOne(and(eq("_id", SET), eq("holder", mine)), set("until", new Date(0)));
    }
  }

  private void acquire(String mine) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!tryAcquire(mine)) {
      if (System.nanoTime() > giveUp) {
        throw new PolicySetBusyException();
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private boolean tryAcquire(String mine) {
    Instant now = Instant.now();
    try {
      var taken =
          locks()
              .updateOne(
                  and(eq("_id", SET), lte("until", Date.from(now))),
                  combine(set("holder", mine), set("until", Date.from(now.plus(LEASE)))),
                  new UpdateOptions().upsert(true));
      return taken.getMatchedCount() == 1 || taken.getUpsertedId() != null;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false; // held by somebody
    }
  }

  private static Document document(Policy policy) {
    return new Document("_id", policy.id())
        .append("description", policy.content().description())
        .append("effect", policy.content().effect().name())
        .append("text", policy.content().text())
        .append("enabled", policy.enabled())
        .append("version", policy.version())
        .append("createdAt", Date.from(policy.createdAt()))
        .append("updatedAt", Date.from(policy.updatedAt()))
        .append("updatedBy", policy.updatedBy());
  }

  private static Policy policy(Document one) {
    return new Policy(
        new PolicyText(
            one.getString("_id"),
            one.getString("description"),
            Effect.valueOf(one.getString("effect")),
            one.getString("text")),
        one.getBoolean("enabled"),
        one.getLong("version"),
        one.getDate("createdAt").toInstant(),
        one.getDate("updatedAt").toInstant(),
        one.getString("updatedBy"));
  }
}
