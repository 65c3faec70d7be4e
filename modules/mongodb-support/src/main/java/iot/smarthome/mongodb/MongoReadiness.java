package iot.smarthome.mongodb;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.bson.Document;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when MongoDB answers and the indexes stand. */
@Readiness
@ApplicationScoped
public class MongoReadiness implements HealthCheck {

  private final MongoDatabase database;
  private final Indexes indexes;
  private final String service;

  /** For the container's proxy. */
  protected MongoReadiness() {
    this(null, null, null);
  }

  @Inject
  public MongoReadiness(
      MongoDatabase database,
      Indexes indexes,
      @ConfigProperty(name = "smarthome.service.name") String service) {
    this.database = database;
    this.indexes = indexes;
    this.service = service;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named(service + "-mongodb");
    Set<String> missing = indexes.missing();
    if (!missing.isEmpty()) {
      return answer.down().withData("indexes missing", missing.toString()).build();
    }
    try {
      database.runCommand(new Document("ping", 1));
      return answer.up().build();
    } catch (MongoException e) {
      return answer.down().withData("fault", e.getClass().getSimpleName()).build();
    }
  }
}
