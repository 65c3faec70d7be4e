package iot.smarthome.tuya.messages.gateway.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.tuya.messages.entity.Latch;
import iot.smarthome.tuya.messages.gateway.Latches;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoLatchesTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30.123Z");

  @TempDir static Path folder;

  private static Latch latch(String device, Instant began) {
    return new Latch(device, "pir", "pir_state", "D1", "nopir", began, began.plusSeconds(60));
  }

  @Test
  void keepsTheLastOfEachCodeUntilItEnds() throws Exception {
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      Latches latches = new MongoLatches(client.getDatabase("tuya-adapter"));
      Latch first = latch("t1", AT);
      Latch later = latch("t1", AT.plusSeconds(10));
      Latch other = latch("t2", AT.plusSeconds(5));
      latches.hold(first);
      latches.hold(first);
      assertThat(latches.stands(first)).isTrue();
      latches.hold(later);
      latches.hold(first);
      latches.hold(other);
      assertThat(latches.stands(first)).isFalse();
      assertThat(latches.due(AT.plusSeconds(64), 10)).isEmpty();
      assertThat(latches.due(AT.plusSeconds(70), 10)).containsExactly(other, later);
      assertThat(latches.due(AT.plusSeconds(70), 1)).containsExactly(other);
      latches.remove(first);
      assertThat(latches.stands(later)).as("it was repeated").isTrue();
      latches.ended("t1", "pir", AT);
      assertThat(latches.stands(later)).as("it began after that").isTrue();
      latches.ended("t1", "pir", AT.plusSeconds(11));
      latches.remove(other);
      assertThat(latches.due(AT.plusSeconds(70), 10)).isEmpty();
    }
  }
}
