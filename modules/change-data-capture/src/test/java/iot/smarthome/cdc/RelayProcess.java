package iot.smarthome.cdc;

import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import iot.smarthome.messaging.EventPublisher;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A relay in a JVM of its own that can be held at a moment of its life, to be killed there. */
final class RelayProcess implements AutoCloseable {

  static final Duration LEASE = Duration.ofSeconds(3);
  static final Duration MARGIN = Duration.ofMillis(500);
  static final int TOKEN_BATCH = 10;

  private static final CdcSettings SETTINGS =
      new CdcSettings(
          LEASE,
          MARGIN,
          Duration.ofMillis(500),
          Duration.ofMillis(100),
          50,
          TOKEN_BATCH,
          Duration.ofMillis(100),
          // a token is then always the start or a change's
          Duration.ofHours(1),
          Duration.ofMillis(50),
          Duration.ofSeconds(1),
          "version");

  private static final String HELD = "held";

  /** Where a process stops and waits for its end. */
  record Hold(int beforePublish, int beforeToken) {
    static final Hold NEVER = new Hold(0, 0);

    /** With this change read but not sent, counted from 1. */
    static Hold beforePublishing(int change) {
      return new Hold(change, 0);
    }

    /** When Kafka has acknowledged at least so many changes, those of the last batch untold. */
    static Hold beforeTokenAfter(int acknowledged) {
      return new Hold(0, acknowledged);
    }
  }

  private final Process process;
  private final CompletableFuture<Void> held = new CompletableFuture<>();

  private RelayProcess(Process process) {
    this.process = process;
    Thread reader = new Thread(this::read, "relay-output-" + process.pid());
    reader.setDaemon(true);
    reader.start();
  }

  static RelayProcess start(
      String mongodb, String database, String collection, String kafka, String topic, Hold hold)
      throws IOException {
    return new RelayProcess(
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    RelayProcess.class.getName(),
                    mongodb,
                    database,
                    collection,
                    kafka,
                    topic,
                    Integer.toString(hold.beforePublish()),
                    Integer.toString(hold.beforeToken())))
            .redirectError(
                ProcessBuilder.Redirect.appendTo(new File("target/relay-" + database + ".log")))
            .start());
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      while (line != null) {
        if (line.equals(HELD)) {
          held.complete(null);
        }
        line = out.readLine();
      }
      held.completeExceptionally(new IllegalStateException("the relay ended before its moment"));
    } catch (IOException e) {
      held.completeExceptionally(new UncheckedIOException(e));
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  void awaitHeld() throws Exception {
    held.get(60, TimeUnit.SECONDS);
  }

  /** SIGKILL: nothing is flushed, stored or released. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  public static void main(String[] arguments) {
    MongoDatabase database = MongoClients.create(arguments[0]).getDatabase(arguments[1]);
    String collection = arguments[2];
    String topic = arguments[4];
    CdcRelay relay =
        new CdcRelay(
            collection,
            "/thing-service",
            new MongoCdcSource(database, collection),
            new MongoCdcStore(database, collection),
            change -> Optional.of(event(topic, change)),
            new EventPublisher(arguments[3]),
            SETTINGS,
            new Holding(Integer.parseInt(arguments[5]), Integer.parseInt(arguments[6])),
            System::nanoTime);
    relay.run();
  }

  private static CdcEvent event(String topic, CdcChange change) {
    String words = change.operation().word() + " " + change.version();
    return new CdcEvent(
        topic,
        change.idText(),
        "iot.smarthome.thing." + change.operation().word(),
        change.idText(),
        words.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Holding implements RelayProbe {

    private final int publishes;
    private final int acknowledgements;
    private int published;
    private int acknowledged;

    Holding(int publishes, int acknowledgements) {
      this.publishes = publishes;
      this.acknowledgements = acknowledgements;
    }

    @Override
    public void beforePublish(CdcChange change) {
      published++;
      if (published == publishes) {
        hold();
      }
    }

    @Override
    public void beforeToken(int count) {
      acknowledged += count;
      if (acknowledgements > 0 && acknowledged >= acknowledgements) {
        hold();
      }
    }

    private static void hold() {
      System.out.println(HELD);
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
