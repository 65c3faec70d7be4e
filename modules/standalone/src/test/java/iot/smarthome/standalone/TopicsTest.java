package iot.smarthome.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** What services listen to is there, and so is where they put what they cannot read. */
class TopicsTest {

  private static final Path MODULES = Path.of("..");
  private static final String CONFIG = "src/main/resources/META-INF/microprofile-config.properties";

  /** Topics that a service listens to, and the dead letters of each. */
  private static Collection<String> wanted(Path module) {
    Path file = module.resolve(CONFIG);
    if (!Files.exists(file)) {
      return List.of();
    }
    Properties config = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      config.load(reader);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return config.stringPropertyNames().stream()
        .filter(key -> key.startsWith("mp.messaging.incoming.") && key.endsWith(".topic"))
        .map(config::getProperty)
        .flatMap(topic -> Stream.of(topic, topic + ".dlt." + module.getFileName()))
        .toList();
  }

  @Test
  void areThereForEveryChannelOfEveryService() throws IOException {
    Set<String> wanted;
    try (Stream<Path> modules = Files.list(MODULES)) {
      wanted = modules.flatMap(module -> wanted(module).stream()).collect(Collectors.toSet());
    }
    assertThat(wanted).contains("device.event.v1", "device.event.v1.dlt.device-service");
    assertThat(Topics.all()).extracting(NewTopic::name).containsAll(wanted);
  }
}
