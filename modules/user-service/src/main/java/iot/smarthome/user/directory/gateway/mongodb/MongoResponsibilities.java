package iot.smarthome.user.directory.gateway.mongodb;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Projections;
import iot.smarthome.user.directory.gateway.Responsibilities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.bson.Document;

/**
 * Reads what authorization keeps of places in {@code authorization_things}; what is left there of a
 * removed place has no group.
 */
@ApplicationScoped
public class MongoResponsibilities implements Responsibilities {

  static final String COLLECTION = "authorization_things";

  private final MongoDatabase database;

  /** For the container's proxy. */
  protected MongoResponsibilities() {
    this(null);
  }

  @Inject
  public MongoResponsibilities(MongoDatabase database) {
    this.database = database;
  }

  @Override
  public Optional<String> placeOf(String groupId) {
    Document place =
        database
            .getCollection(COLLECTION)
            .find(eq("group", groupId))
            .projection(Projections.include("_id"))
            .first();
    return Optional.ofNullable(place).map(found -> found.getString("_id"));
  }
}
