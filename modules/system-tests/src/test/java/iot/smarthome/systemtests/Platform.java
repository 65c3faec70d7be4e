package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.standalone.Main;
import iot.smarthome.standalone.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The standalone as a user starts it, in a process of its own: once for all tests, on free ports,
 * in an empty folder. Stands before {@code @MicroShedTest}, which asks where the application is.
 */
public final class Platform implements BeforeAllCallback {

  private static final Duration START = Duration.ofMinutes(6);
  private static final List<String> PARTS =
      List.of("http", "internal", "kafka", "mongodb", "influxdb", "opensearch", "smtp", "imap");

  /** The running one, ended with the test run. */
  private static final class Running implements ExtensionContext.Store.CloseableResource {
    private final Path home = Path.of(System.getProperty("smarthome.test.home"));
    private final Map<String, Integer> ports = new ConcurrentHashMap<>();
    private Process process;

    private Running() {
      try {
        delete(home);
        for (String part : PARTS) {
          ports.put(part, Ports.unused());
        }
        start();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    private void start() throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(
          List.of(
              "-Xmx1g",
              "-XX:+UseSerialGC",
              "-XX:TieredStopAtLevel=1",
              "-Dsmarthome.home=" + home,
              "-Dsmarthome.demo=false",
              "-Dsmarthome.login=" + System.getProperty("smarthome.login", "required"),
              "-Dsmarthome.liberty.home=" + System.getProperty("smarthome.liberty.home"),
              "-Dsmarthome.liberty.user=" + System.getProperty("smarthome.liberty.user")));
      if (Boolean.getBoolean("smarthome.benchmark")) {
        // all of Java's compilers, as in production
        command.add("-Dsmarthome.server.jvm=-Xmx1g");
      }
      ports.forEach((part, port) -> command.add("-Dsmarthome." + part + ".port=" + port));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
      Path log = home.resolveSibling("platform.log");
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      if (Boolean.getBoolean("smarthome.benchmark")) {
        // what one caller may ask for is not what is measured
        builder.environment().put("SMARTHOME_GATEWAY_RATE_LIMIT_SUBJECT_PER_SECOND", "1000000");
        builder.environment().put("SMARTHOME_GATEWAY_RATE_LIMIT_SUBJECT_BURST", "1000000");
      }
      process = builder.start();
      Awaitility.await()
          .atMost(START)
          .pollInterval(Duration.ofSeconds(1))
          .until(() -> !process.isAlive() || Files.readString(log).contains("Ctrl-C stops it"));
      assertThat(process.isAlive()).as(() -> text(log)).isTrue();
      System.out.println(text(log));
    }

    private static String text(Path log) {
      try {
        return Files.readString(log);
      } catch (IOException e) {
        return e.toString();
      }
    }

    private void killAndRestart() throws IOException, InterruptedException {
      // the children outlive a killed launcher until the next start, so the server is killed, too
      for (String child : List.of("liberty.pid", "influxdb.pid")) {
        Path file = home.resolve("run").resolve(child);
        ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0)))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
      process.destroyForcibly().waitFor();
      start();
    }

    private static void delete(Path folder) throws IOException {
      if (Files.exists(folder)) {
        try (var files = Files.walk(folder)) {
          for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
      Files.createDirectories(folder.toAbsolutePath().getParent());
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }
  }

  private static Running running;

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .getOrComputeIfAbsent(Running.class.getName(), key -> new Running(), Running.class);
    System.setProperty("microshed_http_port", Integer.toString(running.ports.get("http")));
  }

  /** The address behind the gateway, for what is no part of the platform or goes around it. */
  static String internal() {
    return "http://127.0.0.1:" + running.ports.get("internal");
  }

  /** For tests that read what services tell each other. */
  static String kafka() {
    return "127.0.0.1:" + running.ports.get("kafka");
  }

  /** The address of the platform. */
  static String address() {
    return "http://127.0.0.1:" + running.ports.get("http");
  }

  /** Kills every process of it at once, and starts it again on the same data. */
  static void killAndRestart() throws IOException, InterruptedException {
    running.killAndRestart();
  }
}
