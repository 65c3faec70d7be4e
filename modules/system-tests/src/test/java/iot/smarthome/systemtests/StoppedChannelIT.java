package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.messaging.EventHandling;
import iot.smarthome.standalone.EmbeddedKafka;
import iot.smarthome.standalone.Ports;
import iot.smarthome.systemtests.planted.ThrowingListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A channel that the connector reads no more fails liveness: shown with a planted listener. */
class StoppedChannelIT {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STALLED = Duration.ofSeconds(20);
  private static final String TOPIC = "planted.v1";

  @TempDir Path folder;

  @Test
  void aChannelThatAnExceptionHasClosedFailsLiveness() throws Exception {
    int port = Ports.unused();
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(
                folder.resolve("kafka"), port, List.of(new NewTopic(TOPIC, 1, (short) 1)));
        KafkaProducer<String, String> producer =
            new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer());
        ServiceAlone service =
            ServiceAlone.start(
                "planted",
                resource("/planted/server.xml").getParent(),
                archive(),
                folder.resolve("planted"),
                Map.of(
                    "KAFKA_BOOTSTRAP_SERVERS",
                    kafka.bootstrapServers(),
                    "SMARTHOME_MESSAGING_STALLED_AFTER",
                    "PT10S"))) {
      producer.send(new ProducerRecord<>(TOPIC, "k", "fine")).get(30, TimeUnit.SECONDS);
      // with nothing to read it goes on asking
      await().during(STALLED).atMost(PATIENCE).until(() -> service.isUp("live"));

      producer.send(new ProducerRecord<>(TOPIC, "k", "throw")).get(30, TimeUnit.SECONDS);
      // the message that nobody will ever hear
      producer.send(new ProducerRecord<>(TOPIC, "k", "after")).get(30, TimeUnit.SECONDS);

      await().atMost(PATIENCE).until(() -> !service.isUp("live"));
      assertThat(service.get("/health/live").body())
          .contains("\"consumer-planted-1\":\"was closed\"");
    }
  }

  private Path archive() throws IOException, URISyntaxException {
    Path war = folder.resolve("planted.war");
    try (OutputStream file = Files.newOutputStream(war);
        JarOutputStream jar = new JarOutputStream(file)) {
      String listener = ThrowingListener.class.getName().replace('.', '/') + ".class";
      add(jar, "WEB-INF/classes/" + listener, resource("/" + listener));
      add(
          jar,
          "WEB-INF/classes/META-INF/microprofile-config.properties",
          resource("/planted/microprofile-config.properties"));
      for (Class<?> ofLibrary :
          List.of(EventHandling.class, KafkaConsumer.class, org.slf4j.Logger.class)) {
        Path library =
            Path.of(ofLibrary.getProtectionDomain().getCodeSource().getLocation().toURI());
        add(jar, "WEB-INF/lib/" + library.getFileName(), library);
      }
    }
    return war;
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(StoppedChannelIT.class.getResource(name).toURI());
  }

  private static void add(JarOutputStream jar, String name, Path file) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(jar);
    }
    jar.closeEntry();
  }
}
