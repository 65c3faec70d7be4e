package iot.smarthome.mongodb;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoClientSettings;
import org.junit.jupiter.api.Test;

class MongoConnectionTest {

  @Test
  void answersWithinSecondsWhenTheServerIsAway() {
    MongoClientSettings settings = MongoConnection.settings("mongodb://127.0.0.1:27017");
    assertThat(settings.getClusterSettings().getServerSelectionTimeout(MILLISECONDS))
        .isEqualTo(3000);
    assertThat(settings.getSocketSettings().getConnectTimeout(MILLISECONDS)).isEqualTo(2000);
    assertThat(settings.getSocketSettings().getReadTimeout(MILLISECONDS)).isEqualTo(10_000);
  }

  @Test
  void leavesTheLastWordToTheUri() {
    MongoClientSettings settings =
        MongoConnection.settings(
            "mongodb://127.0.0.1:27017/?serverSelectionTimeoutMS=700&socketTimeoutMS=800");
    assertThat(settings.getClusterSettings().getServerSelectionTimeout(MILLISECONDS))
        .isEqualTo(700);
    assertThat(settings.getSocketSettings().getReadTimeout(MILLISECONDS)).isEqualTo(800);
  }
}
