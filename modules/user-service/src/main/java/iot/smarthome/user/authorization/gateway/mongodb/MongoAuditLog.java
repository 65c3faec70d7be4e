package iot.smarthome.user.authorization.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Sorts;
import iot.smarthome.mongodb.Indexes;
import iot.smarthome.user.authorization.entity.AuditEntry;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.gateway.AuditFilter;
import iot.smarthome.user.authorization.gateway.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Written decisions in the collection {@code audit_entries}, which is only ever added to. */
@ApplicationScoped
@SuppressWarnings("JavaUtilDate") // BSON's dates are Dates in the driver
public class MongoAuditLog implements AuditLog {

  static final String COLLECTION = "audit_entries";
  private static final int DUPLICATE = 11000;

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoAuditLog() {
    this(null);
  }

  @Inject
  public MongoAuditLog(MongoDatabase database) {
    this.database = database;
  }

  void prepare(@Observes @Initialized(ApplicationScoped.class) Object started, Indexes indexes) {
    indexes.ensure(
        entries(), newestFirst("subject"), newestFirst("action"), newestFirst("decision"));
  }

  private static IndexModel newestFirst(String field) {
    return new IndexModel(
        compoundIndex(ascending(field), descending("_id")),
        new IndexOptions().name(field + "_newest_first"));
  }

  private MongoCollection<Document> entries() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public void append(List<AuditEntry> entries) {
    if (entries.isEmpty()) {
      return;
    }
    try {
      entries()
          .insertMany(
              entries.stream().map(MongoAuditLog::document).toList(),
              new InsertManyOptions().ordered(false));
    } catch (MongoBulkWriteException e) {
      // written before, when the answer to it was lost
      if (e.getWriteConcernError() != null
          || !e.getWriteErrors().stream().allMatch(this::isKnown)) {
        throw e;
      }
    }
  }

  private boolean isKnown(BulkWriteError error) {
    return error.getCode() == DUPLICATE;
  }

  @Override
  public List<AuditEntry> find(AuditFilter filter, String beforeId, int limit) {
    List<Bson> terms = new ArrayList<>();
    equal(terms, "subject", filter.subject());
    equal(terms, "action", filter.action());
    equal(terms, "decision", filter.decision() == null ? null : filter.decision().name());
    // ids are ordered by time, so they bound the time without an index of it
    if (filter.from() != null) {
      terms.add(gte("_id", firstIdAt(filter.from().toEpochMilli())));
    }
    if (filter.to() != null) {
      terms.add(lt("_id", firstIdAt(filter.to().toEpochMilli())));
    }
    if (beforeId != null) {
      terms.add(lt("_id", beforeId));
    }
    List<AuditEntry> found = new ArrayList<>();
    entries()
        .find(terms.isEmpty() ? Filters.empty() : and(terms))
        .sort(Sorts.descending("_id"))
        .limit(limit)
        .forEach(one -> found.add(entry(one)));
    return found;
  }

  /** The smallest UUID of version 7 (RFC 9562) of a millisecond. */
  static String firstIdAt(long millis) {
    String hex = "%012x".formatted(Math.max(0, millis));
    return hex.substring(0, 8) + "-" + hex.substring(8) + "-7000-8000-000000000000";
  }

  private static void equal(List<Bson> terms, String field, String value) {
    if (value != null) {
      terms.add(eq(field, value));
    }
  }

  private static Document document(AuditEntry entry) {
    Document document =
        new Document("_id", entry.id())
            .append("at", Date.from(entry.at()))
            .append("subject", entry.subject())
            .append("userId", entry.userId())
            .append("decision", entry.decision().name())
            .append("policies", entry.policies())
            .append("reason", entry.reason());
    put(document, "askedBy", entry.askedBy());
    put(document, "action", entry.action());
    if (entry.resource() != null) {
      document.append("resourceType", entry.resource().type());
      document.append("resourceId", entry.resource().id());
    }
    put(document, "method", entry.method());
    put(document, "path", entry.path());
    put(document, "network", entry.network());
    put(document, "client", entry.client());
    return document;
  }

  private static void put(Document document, String field, String value) {
    if (value != null) {
      document.append(field, value);
    }
  }

  private static AuditEntry entry(Document one) {
    String type = one.getString("resourceType");
    return new AuditEntry(
        one.getString("_id"),
        one.getDate("at").toInstant(),
        one.getString("subject"),
        one.getString("userId"),
        one.getString("askedBy"),
        Decision.Outcome.valueOf(one.getString("decision")),
        one.getString("action"),
        type == null ? null : new EntityRef(type, one.getString("resourceId")),
        one.getList("policies", String.class),
        one.getString("reason"),
        one.getString("method"),
        one.getString("path"),
        one.getString("network"),
        one.getString("client"));
  }
}
