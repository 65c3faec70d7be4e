package iot.smarthome.standalone;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Apache Kafka broker and controller (KRaft) in this JVM, on loopback, with its data under
 * one folder. Started again on the same folder it has all that was acknowledged.
 */
public final class EmbeddedKafka implements AutoCloseable {

  private static final int NODE = 1;
  private static final int START_SECONDS = 60;

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedKafka(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts the broker, creates the topics that are not there yet, and sets those that are up as
   * they are given.
   *
   * @param port of the broker; the controller takes a free one
   * @throws IllegalStateException when the port is taken (Kafka itself would end the JVM)
   */
  public static EmbeddedKafka start(Path folder, int port, List<NewTopic> topics)
      throws IOException, InterruptedException {
    requireFree(port);
    Files.createDirectories(folder);
    String logs = folder.toAbsolutePath().toString();
    int controllerPort = Ports.unused();
    Map<String, String> settings = new HashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
    settings.put(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    settings.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("inter.broker.listener.name", "PLAINTEXT");
    settings.put("log.dirs", logs);
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "5");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.num.partitions", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("min.insync.replicas", "1");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("auto.create.topics.enable", "false");
    settings.put("log.cleaner.dedupe.buffer.size", Long.toString(16L * 1024 * 1024));
    format(logs);
    KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
    server.startup();
    EmbeddedKafka kafka = new EmbeddedKafka(server, port);
    try {
      kafka.create(topics);
    } catch (ExecutionException | TimeoutException e) {
      kafka.close();
      throw new IOException("Kafka started, but the topics could not be created", e);
    }
    return kafka;
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  private static void requireFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (java.net.BindException e) {
      throw new IllegalStateException(
          "Port " + port + " for Kafka is taken; end what listens there or choose another port", e);
    }
  }

  private static void format(String logs) throws IOException {
    if (Files.exists(Path.of(logs, "meta.properties"))) {
      // formatted by an earlier start, under a cluster id of its own that must stay
      return;
    }
    Formatter formatter =
        new Formatter()
            .setNodeId(NODE)
            .setClusterId(Uuid.randomUuid().toString())
            .setControllerListenerName("CONTROLLER")
            .setMetadataLogDirectory(logs)
            .addDirectory(logs)
            .setReleaseVersion(MetadataVersion.latestProduction())
            .setIgnoreFormatted(true)
            .setPrintStream(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    try {
      formatter.run();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("The folder for Kafka's data could not be prepared: " + logs, e);
    }
  }

  private void create(List<NewTopic> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      Set<String> there = admin.listTopics().names().get(START_SECONDS, TimeUnit.SECONDS);
      List<NewTopic> missing = new ArrayList<>(topics);
      missing.removeIf(topic -> there.contains(topic.name()));
      admin.createTopics(missing).all().get(START_SECONDS, TimeUnit.SECONDS);
      Map<ConfigResource, Collection<AlterConfigOp>> changed = new HashMap<>();
      for (NewTopic topic : topics) {
        if (there.contains(topic.name()) && topic.configs() != null && !topic.configs().isEmpty()) {
          // made by an earlier version of the platform, which may have set it up otherwise
          changed.put(
              new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
              topic.configs().entrySet().stream()
                  .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
                  .map(entry -> new AlterConfigOp(entry, AlterConfigOp.OpType.SET))
                  .toList());
        }
      }
      admin.incrementalAlterConfigs(changed).all().get(START_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }
}
