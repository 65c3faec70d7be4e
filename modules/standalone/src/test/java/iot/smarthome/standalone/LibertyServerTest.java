package iot.smarthome.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibertyServerTest {

  @TempDir Path folder;

  @Test
  void tellsInWordsWhyAServiceCouldNotBeDeployed() throws IOException {
    String reason =
        "CWWKZ0002E: search-collector did not start: \\\"" + "x".repeat(20_000) + "\\\"";
    Path log = folder.resolve("liberty.log");
    Files.writeString(
        log,
        """
        {"type":"liberty_message","message":"CWWKF0011I: ready","loglevel":"AUDIT"}
        {"type":"liberty_message","message":"%s","loglevel":"ERROR"}
        """
            .formatted(reason));

    assertThat(LibertyServer.deploymentError(log)).contains(reason.replace("\\\"", "\""));
  }

  @Test
  void hasNothingToTellOfAServerThatIsWell() throws IOException {
    Path log = folder.resolve("liberty.log");
    Files.writeString(log, "{\"message\":\"CWWKF0011I: ready\"}\n");

    assertThat(LibertyServer.deploymentError(log)).isEmpty();
    assertThat(LibertyServer.deploymentError(folder.resolve("none"))).isEmpty();
  }
}
