package iot.smarthome.analyzer.hazard.gateway.mongodb;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.nor;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Indexes.ascending;
import static com.mongodb.client.model.Indexes.compoundIndex;
import static com.mongodb.client.model.Indexes.descending;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Sorts;
import iot.smarthome.analyzer.hazard.entity.Alert;
import iot.smarthome.analyzer.hazard.entity.Hazard;
import iot.smarthome.analyzer.hazard.gateway.AlertChanges;
import iot.smarthome.analyzer.hazard.gateway.AlertFilter;
import iot.smarthome.analyzer.hazard.gateway.Alerts;
import iot.smarthome.cdc.CdcRelays;
import iot.smarthome.mongodb.DuplicateKeys;
import iot.smarthome.mongodb.Indexes;
import iot.smarthome.mongodb.MappedDocuments;
import iot.smarthome.scope.AccessScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.nosql.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * Alerts in the collection {@code alerts}: plain reads by Jakarta NoSQL, everything that hangs on a
 * version or on the place in a list by the driver. Its changes are published.
 */
@ApplicationScoped
public class MongoAlerts implements Alerts {

  private static final String COLLECTION = "alerts";

  private final Template template;
  private final MongoDatabase database;
  private final MappedDocuments mapping;
  private final Indexes indexes;
  private volatile boolean prepared;

  /** For the container's proxy. */
  protected MongoAlerts() {
    this(null, null, null, null);
  }

  @Inject
  public MongoAlerts(
      Template template, MongoDatabase database, MappedDocuments mapping, Indexes indexes) {
    this.template = template;
    this.database = database;
    this.mapping = mapping;
    this.indexes = indexes;
  }

  void prepare(@Observes @Initialized(ApplicationScoped.class) Object started, CdcRelays relays) {
    indexes.ensure(alerts(), models());
    prepared = true;
    relays.start(database, COLLECTION, "/metrics-analyzer", new AlertChanges());
  }

  static IndexModel[] models() {
    return new IndexModel[] {
      new IndexModel(
          ascending("deviceId", "hazard"),
          new IndexOptions()
              .name("one_open_alert")
              .unique(true)
              .partialFilterExpression(eq("open", true))),
      newestFirst("state"),
      newestFirst("deviceId"),
      newestFirst("roomId"),
      newestFirst("areaId"),
      newestFirst("floorId"),
      newestFirst("buildingId")
    };
  }

  private static IndexModel newestFirst(String field) {
    return new IndexModel(
        compoundIndex(ascending(field), descending("_id")),
        new IndexOptions().name(field + "_newest_first"));
  }

  private MongoCollection<Document> alerts() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public boolean insert(Alert alert) {
    // without its index the store would take a second open alert
    if (!prepared || indexes.missing().contains(COLLECTION)) {
      throw new IllegalStateException("The indexes of " + COLLECTION + " do not stand yet");
    }
    try {
      alerts().insertOne(mapping.toDocument(alert));
      return true;
    } catch (MongoWriteException e) {
      if (DuplicateKeys.index(e).isEmpty()) {
        throw e;
      }
      return false;
    }
  }

  @Override
  public Optional<Alert> find(String id) {
    return template.find(Alert.class, id);
  }

  @Override
  public Optional<Alert> findOpen(String deviceId, Hazard hazard) {
    return Optional.ofNullable(
            alerts()
                .find(and(eq("deviceId", deviceId), eq("hazard", hazard.name()), eq("open", true)))
                .first())
        .map(this::alert);
  }

  private Alert alert(Document document) {
    return mapping.toEntity(Alert.class, COLLECTION, document);
  }

  @Override
  public boolean replace(Alert alert, long expectedVersion) {
    return alerts()
            .replaceOne(
                and(eq("_id", alert.id()), eq("version", expectedVersion)),
                mapping.toDocument(alert))
            .getMatchedCount()
        == 1;
  }

  @Override
  public List<Alert> page(AlertFilter filter, AccessScope scope, String beforeId, int limit) {
    List<Bson> terms = new ArrayList<>();
    add(terms, "areaId", filter.areaId());
    add(terms, "buildingId", filter.buildingId());
    add(terms, "state", filter.state() == null ? null : filter.state().name());
    add(terms, "hazard", filter.hazard() == null ? null : filter.hazard().name());
    if (!scope.unrestricted()) {
      terms.add(within(scope.places(), scope.ids()));
    }
    if (!scope.leftOut().isEmpty()) {
      terms.add(nor(scope.leftOut().stream().map(MongoAlerts::leftOut).toList()));
    }
    if (beforeId != null) {
      terms.add(lt("_id", beforeId));
    }
    List<Alert> page = new ArrayList<>();
    alerts()
        .find(terms.isEmpty() ? Filters.empty() : and(terms))
        .sort(Sorts.descending("_id"))
        .limit(limit)
        .forEach(document -> page.add(alert(document)));
    return page;
  }

  /** Each branch is served by its index in the order of ids, so that a page reads a page. */
  private static Bson within(Set<String> places, Set<String> ids) {
    List<Bson> branches = new ArrayList<>();
    if (!places.isEmpty()) {
      for (String place : List.of("buildingId", "floorId", "areaId", "roomId")) {
        branches.add(in(place, places));
      }
    }
    branches.add(in("deviceId", ids));
    return or(branches);
  }

  private static Bson leftOut(AccessScope.LeftOut things) {
    List<Bson> terms = new ArrayList<>();
    if (things.category() != null) {
      // of an alert from before categories were kept it is not known that it is another's
      terms.add(or(eq("category", things.category()), eq("category", null)));
    }
    if (!things.ids().isEmpty()) {
      terms.add(or(within(things.ids(), things.ids()), in("_id", things.ids())));
    }
    return terms.isEmpty() ? Filters.empty() : and(terms);
  }

  private static void add(List<Bson> terms, String field, String value) {
    if (value != null) {
      terms.add(eq(field, value));
    }
  }
}
