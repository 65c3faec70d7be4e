package iot.smarthome.building;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import iot.smarthome.building.structure.entity.Place;
import iot.smarthome.building.structure.gateway.mongodb.MongoPlaces;
import iot.smarthome.building.structure.gateway.mongodb.PlaceCollection;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.mongodb.MappedDocuments;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.nosql.Template;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.eclipse.jnosql.mapping.core.Converters;
import org.eclipse.jnosql.mapping.semistructured.EntityConverter;

/**
 * The store as it is: a server of the MongoDB protocol with our indexes, read and written by the
 * mapping of Jakarta NoSQL.
 */
public final class StoredPlaces implements AutoCloseable {

  private final EmbeddedMongoDb server;
  private final MongoClient client;
  private final SeContainer container;
  private final MongoDatabase database;
  private final MongoPlaces places;

  private StoredPlaces(Path folder) {
    server = EmbeddedMongoDb.start(folder, 0);
    client = MongoClients.create(server.connectionString());
    database = client.getDatabase("building-service");
    container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(
                Converters.class,
                mapping("reflection.DefaultEntitiesMetadata"),
                mapping("reflection.ReflectionGroupEntityMetadata"),
                mapping("semistructured.DefaultEntityConverter"))
            .initialize();
    database.getCollection(MongoPlaces.COLLECTION).createIndexes(List.of(PlaceCollection.models()));
    MappedDocuments mapping = new MappedDocuments(container.select(EntityConverter.class).get());
    Template template = mock(Template.class);
    when(template.find(any(), anyString()))
        .thenAnswer(
            call -> {
              Document found =
                  database
                      .getCollection(MongoPlaces.COLLECTION)
                      .find(Filters.eq("_id", call.getArgument(1)))
                      .first();
              return Optional.ofNullable(found)
                  .map(one -> mapping.toEntity(Place.class, MongoPlaces.COLLECTION, one));
            });
    places = new MongoPlaces(template, database, mapping);
  }

  /** What the mapping keeps to itself. */
  private static Class<?> mapping(String name) {
    try {
      return Class.forName("org.eclipse.jnosql.mapping." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  public static StoredPlaces in(Path folder) {
    return new StoredPlaces(folder);
  }

  public MongoPlaces places() {
    return places;
  }

  public MongoDatabase database() {
    return database;
  }

  @Override
  public void close() {
    container.close();
    client.close();
    server.close();
  }
}
