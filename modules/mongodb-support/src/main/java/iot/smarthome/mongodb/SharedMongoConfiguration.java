package iot.smarthome.mongodb;

import com.mongodb.client.MongoClient;
import jakarta.enterprise.inject.spi.CDI;
import org.eclipse.jnosql.communication.Settings;
import org.eclipse.jnosql.communication.semistructured.DatabaseConfiguration;
import org.eclipse.jnosql.databases.mongodb.communication.MongoDBDocumentConfiguration;
import org.eclipse.jnosql.databases.mongodb.communication.MongoDBDocumentManagerFactory;

/**
 * Makes Jakarta NoSQL use the service's {@link MongoClient}; named by {@code
 * jnosql.document.provider}.
 */
public class SharedMongoConfiguration implements DatabaseConfiguration {

  @Override
  public MongoDBDocumentManagerFactory apply(Settings settings) {
    return new MongoDBDocumentConfiguration().get(CDI.current().select(MongoClient.class).get());
  }
}
