package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.standalone.ChildProcess;
import iot.smarthome.standalone.LibertyServer;
import iot.smarthome.standalone.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One service in a Liberty server of its own, with its own server.xml, as in its container. */
final class ServiceAlone implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(3);
  private static final List<String> JVM =
      List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final ChildProcess server;
  private final int port;

  private ServiceAlone(ChildProcess server, int port) {
    this.server = server;
    this.port = port;
  }

  /** The services that have a server.xml of their own. */
  static List<String> all() throws IOException {
    try (Stream<Path> modules = Files.list(root().resolve("modules"))) {
      return modules
          .filter(module -> Files.exists(module.resolve("src/main/liberty/config/server.xml")))
          .map(module -> module.getFileName().toString())
          .filter(name -> !name.equals("standalone"))
          .sorted()
          .toList();
    }
  }

  /**
   * Starts the server and returns when its application has started.
   *
   * @param home an empty folder
   * @param environment where its neighbours are
   */
  static ServiceAlone start(String service, Path home, Map<String, String> environment)
      throws IOException {
    Path module = root().resolve("modules").resolve(service);
    return start(
        service,
        module.resolve("src/main/liberty/config"),
        module.resolve("target").resolve(service + ".war"),
        home,
        environment);
  }

  /**
   * @param config the folder with the server.xml
   * @param war the application
   */
  static ServiceAlone start(
      String service, Path config, Path war, Path home, Map<String, String> environment)
      throws IOException {
    Path user = home.resolve("user");
    copy(root().resolve("liberty-config"), user.resolve("shared/config"));
    copy(config, user.resolve("servers").resolve(service));
    assertThat(war).as("the archive of %s", service).exists();
    Path apps = Files.createDirectories(user.resolve("servers").resolve(service).resolve("apps"));
    Files.copy(war, apps.resolve(war.getFileName()));

    int port = Ports.unused();
    Map<String, String> known = new HashMap<>(environment);
    // no provider stands beside it unless a test brings one
    known.putIfAbsent("SMARTHOME_SECURITY_LOGIN", "none");
    known.putIfAbsent("SMARTHOME_GATEWAY_AUTHORIZATION", "off");
    known.putIfAbsent("SMARTHOME_SCOPE_MODE", "open");
    known.put("SMARTHOME_HTTP_PORT", Integer.toString(port));
    ChildProcess process =
        LibertyServer.start(
            Path.of(System.getProperty("smarthome.liberty.home")), user, service, JVM, home, known);
    ServiceAlone alone = new ServiceAlone(process, port);
    try {
      Awaitility.await("start of " + service)
          .atMost(START)
          .pollInterval(Duration.ofMillis(500))
          .until(() -> !process.isAlive() || alone.isUp("started"));
      assertThat(process.isAlive()).as(() -> process.lastLines(40)).isTrue();
      return alone;
    } catch (RuntimeException | AssertionError e) {
      System.out.println(process.lastLines(40));
      alone.close();
      throw e;
    }
  }

  private static Path root() {
    return Path.of(System.getProperty("smarthome.root"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  long pid() {
    return server.pid();
  }

  /**
   * @param kind {@code started}, {@code live} or {@code ready}
   */
  boolean isUp(String kind) {
    try {
      return get("/health/" + kind).statusCode() == 200;
    } catch (IOException e) {
      return false; // it does not listen yet
    }
  }

  HttpResponse<String> get(String path) throws IOException {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /**
   * @param authorization of the caller, null for none
   */
  HttpResponse<String> get(String path, String authorization) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).GET();
    return send(authorization == null ? request : request.header("Authorization", authorization));
  }

  HttpResponse<String> post(String path, String json) throws IOException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  /**
   * @param json null for no body
   */
  HttpResponse<String> call(String method, String path, String json) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
    return send(
        json == null
            ? request.method(method, HttpRequest.BodyPublishers.noBody())
            : request
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(
          request.timeout(Duration.ofSeconds(30)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
