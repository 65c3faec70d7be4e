package iot.smarthome.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real InfluxDB as a child process: the one on the path, else Debian's package unpacked into our
 * folder, which needs no root.
 */
final class EmbeddedInfluxDb implements AutoCloseable {

  private static final String DATABASE = "smarthome";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String MISSING =
      "InfluxDB is missing and could not be fetched (%s): install it (apt-get install influxdb), or"
          + " use a server that runs already: INFLUXDB_URL in the environment";

  private final ChildProcess process;

  private EmbeddedInfluxDb(ChildProcess process) {
    this.process = process;
  }

  /**
   * @param home with the data under {@code influxdb}, the unpacked package under {@code packages}
   * @param rpcPort for its backups, on loopback, too
   * @throws StartFailure when there is no InfluxDB, or it does not start
   */
  static EmbeddedInfluxDb start(Path home, Path logs, int port, int rpcPort)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(home.resolve("influxdb"));
    Path binary = binary(home.resolve("packages"));
    Path config = folder.resolve("influxdb.conf");
    Files.writeString(config, config(folder, port, rpcPort));
    Path pidFile = pidFile(home);
    ChildProcess process =
        ChildProcess.start(
            List.of(binary.toString(), "-config", config.toString()),
            Map.of(),
            logs.resolve("influxdb.log"),
            pidFile,
            config.toString());
    EmbeddedInfluxDb started = new EmbeddedInfluxDb(process);
    started.awaitAnswer(port);
    return started;
  }

  static Path pidFile(Path home) {
    return home.resolve("run").resolve("influxdb.pid");
  }

  private void awaitAnswer(int port) throws IOException, InterruptedException {
    HttpClient client = HttpClient.newHttpClient();
    String create = URLEncoder.encode("CREATE DATABASE " + DATABASE, StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/query?q=" + create))
            .timeout(Duration.ofSeconds(5))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException e) {
        // not listening yet
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    String words = process.lastLines(15);
    close();
    throw new StartFailure("InfluxDB does not answer on 127.0.0.1:" + port + ":\n" + words);
  }

  private static String config(Path folder, int port, int rpcPort) {
    return """
        reporting-disabled = true
        bind-address = "127.0.0.1:%2$d"
        [meta]
          dir = "%1$s/meta"
        [data]
          dir = "%1$s/data"
          wal-dir = "%1$s/wal"
          index-version = "tsi1"
          max-series-per-database = 0
          query-log-enabled = false
        [http]
          enabled = true
          bind-address = "127.0.0.1:%3$d"
          log-enabled = false
          flux-enabled = true
        [monitor]
          store-enabled = false
        """
        .formatted(folder, rpcPort, port);
  }

  private static Path binary(Path packages) throws IOException, InterruptedException {
    Optional<Path> installed =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator))
            .map(folder -> Path.of(folder, "influxd"))
            .filter(Files::isExecutable)
            .findFirst();
    if (installed.isPresent()) {
      return installed.get();
    }
    Path unpacked = packages.resolve("influxdb/usr/bin/influxd");
    if (!Files.isExecutable(unpacked)) {
      fetch(packages);
    }
    return unpacked;
  }

  private static void fetch(Path packages) throws IOException, InterruptedException {
    Files.createDirectories(packages);
    run(packages, List.of("apt-get", "download", "influxdb"));
    Path archive;
    try (Stream<Path> files = Files.list(packages)) {
      archive =
          files
              .filter(file -> file.getFileName().toString().matches("influxdb_.*\\.deb"))
              .findFirst()
              .orElseThrow(() -> new StartFailure(MISSING.formatted("no package came")));
    }
    Path next = packages.resolve("influxdb.new");
    run(packages, List.of("dpkg", "-x", archive.toString(), next.toString()));
    Files.move(next, packages.resolve("influxdb"));
    Files.delete(archive);
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Path said = folder.resolve("last-command.log");
    try {
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new StartFailure(MISSING.formatted(command.get(0) + " takes too long"));
      }
      if (process.exitValue() != 0) {
        throw new StartFailure(MISSING.formatted(ChildProcess.lastLines(said, 3)));
      }
    } catch (IOException e) {
      throw new StartFailure(MISSING.formatted(e.getMessage()), e);
    }
  }

  long pid() {
    return process.pid();
  }

  ChildProcess process() {
    return process;
  }

  @Override
  public void close() throws IOException {
    process.close();
  }
}
