package iot.smarthome.tuya.registration.gateway.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.Bindings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** Collection {@code bindings}; {@code _id} is our device id, Tuya's id is unique. */
@ApplicationScoped
public class MongoBindings implements Bindings {

  public static final String COLLECTION = "bindings";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoBindings() {
    this(null);
  }

  @Inject
  public MongoBindings(MongoDatabase database) {
    this.database = database;
  }

  /** What the queries need. */
  public static List<IndexModel> indexes() {
    return List.of(
        new IndexModel(
            Indexes.ascending("tuyaDeviceId"),
            new IndexOptions().name("tuyaDeviceId").unique(true)),
        new IndexModel(Indexes.ascending("bindCode"), new IndexOptions().name("bindCode")));
  }

  void prepare(
      @Observes @Initialized(ApplicationScoped.class) Object started,
      iot.smarthome.mongodb.Indexes indexes) {
    indexes.ensure(bindings(), indexes().toArray(IndexModel[]::new));
  }

  private MongoCollection<Document> bindings() {
    return database.getCollection(COLLECTION);
  }

  @Override
  public Optional<Binding> ofDevice(String deviceId) {
    return first("_id", deviceId);
  }

  @Override
  public Optional<Binding> ofTuyaDevice(String tuyaDeviceId) {
    return first("tuyaDeviceId", tuyaDeviceId);
  }

  @Override
  public Optional<Binding> ofBindCode(String bindCode) {
    return first("bindCode", bindCode);
  }

  private Optional<Binding> first(String field, String value) {
    return Optional.ofNullable(bindings().find(eq(field, value)).first())
        .map(MongoBindings::binding);
  }

  @Override
  public void save(Binding binding) {
    bindings()
        .replaceOne(
            eq("_id", binding.deviceId()), document(binding), new ReplaceOptions().upsert(true));
  }

  @Override
  public void remove(String deviceId) {
    bindings().deleteOne(eq("_id", deviceId));
  }

  static Document document(Binding binding) {
    return new Document("_id", binding.deviceId())
        .append("tuyaDeviceId", binding.tuyaDeviceId())
        .append("bindCode", binding.bindCode())
        .append("productId", binding.productId())
        .append("category", binding.category())
        .append("specification", binding.specification())
        .append("registrationVersion", binding.registrationVersion())
        .append("submittedAt", Date.from(binding.submittedAt()));
  }

  static Binding binding(Document document) {
    return new Binding(
        document.getString("_id"),
        document.getString("tuyaDeviceId"),
        document.getString("bindCode"),
        document.getString("productId"),
        document.getString("category"),
        document.getString("specification"),
        document.get("registrationVersion", Number.class).longValue(),
        document.getDate("submittedAt").toInstant());
  }
}
