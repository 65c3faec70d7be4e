package iot.smarthome.tuya.commands.gateway.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.tuya.commands.entity.Command;
import iot.smarthome.tuya.commands.entity.Reason;
import iot.smarthome.tuya.commands.entity.State;
import iot.smarthome.tuya.commands.entity.Target;
import iot.smarthome.tuya.commands.gateway.Commands;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoCommandsTest {

  private static final Instant AT = Instant.parse("2026-11-24T10:15:30.123Z");
  private static final Duration KEPT_FOR = Duration.ofDays(7);

  @TempDir static Path folder;

  private static Command pending(String id, Instant expiresAt) {
    return Command.pending(id, "d1", expiresAt, "trace", AT);
  }

  @Test
  void letsOneOfTwoDecideAndFindsWhatIsToBeDone() throws Exception {
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      MongoDatabase database = client.getDatabase("tuya-adapter");
      database
          .getCollection(MongoCommands.COLLECTION)
          .createIndexes(MongoCommands.indexes(KEPT_FOR));
      Commands commands = new MongoCommands(database, KEPT_FOR);
      Command first = pending("c1", AT.plusSeconds(30));
      Command second = pending("c2", AT.plusSeconds(10));
      assertThat(commands.insert(first)).isTrue();
      assertThat(commands.insert(first)).as("it is there").isFalse();
      commands.insert(second);
      assertThat(commands.find("c1")).contains(first);
      assertThat(commands.find("c3")).isEmpty();
      assertThat(commands.underWay(null, 10)).isEmpty();

      Command sending = first.sending(new Target("t1", "switch_led", "true", AT));
      assertThat(commands.replace(sending, State.PENDING)).isTrue();
      assertThat(commands.replace(sending, State.PENDING)).as("somebody was first").isFalse();
      assertThat(commands.find("c1")).contains(sending);
      assertThat(commands.underWay(null, 10)).containsExactly(sending);
      assertThat(commands.underWay("c1", 10)).isEmpty();
      assertThat(commands.untold(10)).isEmpty();

      Command sent = sending.sent(AT.plusSeconds(1));
      commands.replace(sent, State.SENDING);
      assertThat(commands.underWay(null, 10)).containsExactly(sent);
      assertThat(commands.untold(10)).containsExactly(sent);
      assertThat(commands.overdue(AT.plusSeconds(9), 10)).isEmpty();
      assertThat(commands.overdue(AT.plusSeconds(30), 10))
          .extracting(Command::id)
          .containsExactly("c2", "c1");

      Command failed = sent.failed(new Reason("2001", "It is offline."), AT.plusSeconds(2));
      commands.replace(failed, State.SENT);
      commands.told(sent);
      assertThat(commands.untold(10)).as("another state was told").containsExactly(failed);
      commands.told(failed);
      assertThat(commands.untold(10)).isEmpty();
      assertThat(commands.underWay(null, 10)).isEmpty();
      assertThat(commands.overdue(AT.plusSeconds(30), 10)).containsExactly(second);
      assertThat(commands.find("c1").orElseThrow().reason()).isEqualTo(failed.reason());
    }
  }
}
