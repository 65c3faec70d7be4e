package iot.smarthome.mongodb;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import org.bson.UuidRepresentation;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The service's connection, made when first used and kept; the driver itself finds its way back
 * after an outage.
 */
@ApplicationScoped
public class MongoConnection {

  // a request must get its answer, also when that is "not now"; the URI may say otherwise
  private static final int SELECTION_SECONDS = 3;
  private static final int CONNECT_SECONDS = 2;
  private static final int READ_SECONDS = 10;

  private final String uri;
  private final String database;

  /** For the container's proxy. */
  protected MongoConnection() {
    this(null, null);
  }

  @Inject
  public MongoConnection(
      @ConfigProperty(name = "mongodb.uri") String uri,
      @ConfigProperty(name = "jnosql.document.database") String database) {
    this.uri = uri;
    this.database = database;
  }

  @Produces
  @ApplicationScoped
  public MongoClient client() {
    return MongoClients.create(settings(uri));
  }

  static MongoClientSettings settings(String uri) {
    return MongoClientSettings.builder()
        .uuidRepresentation(UuidRepresentation.STANDARD)
        .applyToClusterSettings(
            cluster -> cluster.serverSelectionTimeout(SELECTION_SECONDS, TimeUnit.SECONDS))
        .applyToSocketSettings(
            socket ->
                socket
                    .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                    .readTimeout(READ_SECONDS, TimeUnit.SECONDS))
        .applyConnectionString(new ConnectionString(uri))
        .build();
  }

  @Produces
  @ApplicationScoped
  public MongoDatabase database(MongoClient client) {
    return client.getDatabase(database);
  }

  void close(@Disposes MongoClient client) {
    client.close();
  }
}
