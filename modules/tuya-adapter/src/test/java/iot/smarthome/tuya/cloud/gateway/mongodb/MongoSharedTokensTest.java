package iot.smarthome.tuya.cloud.gateway.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.tuya.cloud.gateway.CloudSettings;
import iot.smarthome.tuya.cloud.gateway.SharedTokens;
import iot.smarthome.tuya.cloud.gateway.SharedTokens.Shared;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoSharedTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30.123Z");
  private static final Instant LATER = NOW.plusSeconds(12);

  @TempDir static Path folder;

  private static Shared token(long fence) {
    return new Shared(fence, "sealed" + fence, NOW.plusSeconds(7000), NOW.plusSeconds(7200));
  }

  private static SharedTokens tokens(MongoClient client, String clientId) {
    CloudSettings settings =
        new CloudSettings(
            URI.create("http://tuya"), clientId, "s", "a", null, null, 1, 1, null, null);
    return new MongoSharedTokens(client.getDatabase("tuya-adapter"), settings);
  }

  @Test
  void letsOneReplicaAtATimeSetTheNextToken() throws Exception {
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      SharedTokens tokens = tokens(client, "client");
      assertThat(tokens.read()).isEmpty();
      assertThat(tokens.reserve(0, "one", NOW, LATER)).isTrue();
      assertThat(tokens.read()).as("reserved only").isEmpty();
      assertThat(tokens.reserve(0, "other", NOW.plusSeconds(11), LATER)).isFalse();
      assertThat(tokens.replace("other", token(1))).isFalse();
      assertThat(tokens.replace("one", token(1))).isTrue();
      assertThat(tokens.read()).contains(token(1));
      assertThat(tokens.reserve(0, "other", LATER, LATER)).as("there is a newer one").isFalse();

      assertThat(tokens.reserve(1, "other", NOW, LATER)).as("free at once").isTrue();
      assertThat(tokens.reserve(1, "one", LATER, LATER.plusSeconds(12))).as("void").isTrue();
      assertThat(tokens.replace("other", token(2))).as("came too late").isFalse();
      tokens.giveBack(1, "other", NOW);
      assertThat(tokens.reserve(1, "other", LATER, LATER)).as("not its to give").isFalse();
      tokens.giveBack(1, "one", LATER.plusSeconds(1));
      assertThat(tokens.reserve(1, "other", LATER, LATER)).isFalse();
      assertThat(tokens.reserve(1, "other", LATER.plusSeconds(1), LATER.plusSeconds(13))).isTrue();
      assertThat(tokens.replace("other", token(2))).isTrue();

      assertThat(tokens(client, "another").read()).isEmpty();
    }
  }
}
