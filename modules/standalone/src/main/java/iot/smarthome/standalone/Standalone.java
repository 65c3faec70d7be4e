package iot.smarthome.standalone;

import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.embedded.opensearch.EmbeddedOpenSearch;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** The platform on one machine: backing services in this JVM or beside it, one Liberty server. */
public final class Standalone implements AutoCloseable {

  // after so long a start is looked at by a person who wonders
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final Settings settings;
  private final Progress progress;
  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Map<String, Long> processes = new LinkedHashMap<>();
  private Map<Listener, Integer> ports = Map.of();
  private Credentials credentials;
  private ChildProcess server;
  // which archives the server was last started with to the end, in a file
  private Path deployment;
  private String deployed;
  private volatile boolean stopping;
  private volatile String failure;

  Standalone(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Starts everything and returns when it can be used.
   *
   * @throws StartFailure saying what is missing or taken
   */
  public static Standalone start(Settings settings) throws InterruptedException {
    Standalone platform = new Standalone(settings, new Progress(System.out, System::nanoTime));
    try {
      platform.start();
      return platform;
    } catch (StartFailure e) {
      platform.close();
      throw e;
    }
  }

  /** The port of a part of ours. */
  public int port(Listener listener) {
    return ports.get(listener);
  }

  void start() throws InterruptedException {
    try {
      keep(HomeLock.take(settings.home()));
      endLeftovers();
      ports = Ports.decide(settings);
      credentials = Credentials.in(settings.home());
      progress.say("Data, logs and settings are under " + settings.home());
      startParts();
      awaitReady();
      rememberDeployment();
      if (settings.demo()) {
        loadDemo();
      }
      summary();
    } catch (IOException e) {
      throw new StartFailure("The platform could not start: " + e.getMessage(), e);
    }
  }

  private void endLeftovers() throws IOException {
    for (Path pidFile :
        List.of(
            LibertyServer.pidFile(settings.home()), EmbeddedInfluxDb.pidFile(settings.home()))) {
      long pid = ChildProcess.endLeftover(pidFile);
      if (pid > 0) {
        progress.say("Ended process " + pid + ", left behind by a start that was killed");
      }
    }
  }

  /** The server starts beside its neighbours: it waits for them by itself. */
  private void startParts() throws IOException, InterruptedException {
    ExecutorService starters = Executors.newFixedThreadPool(2);
    List<Future<?>> parts = new ArrayList<>();
    try {
      startServer();
      part(starters, parts, Listener.KAFKA, this::kafka);
      part(starters, parts, Listener.MONGODB, this::mongodb);
      part(starters, parts, Listener.INFLUXDB, this::influxdb);
      part(starters, parts, Listener.SMTP, this::mail);
      part(starters, parts, Listener.OPENSEARCH, this::openSearch);
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StartFailure known) {
        throw known;
      }
      throw new StartFailure(String.valueOf(e.getCause().getMessage()), e.getCause());
    } finally {
      starters.shutdownNow();
    }
  }

  private void part(
      ExecutorService starters,
      List<Future<?>> parts,
      Listener listener,
      Callable<AutoCloseable> start) {
    String elsewhere = settings.elsewhere().get(listener);
    if (elsewhere != null) {
      progress.say(listener.title() + " is used at " + elsewhere);
      return;
    }
    parts.add(
        starters.submit(
            () -> {
              progress.starts(listener.title());
              keep(start.call());
              progress.listens(listener.title(), "127.0.0.1:" + ports.get(listener));
              return null;
            }));
  }

  private synchronized void keep(AutoCloseable part) throws IOException {
    if (stopping) {
      try {
        part.close();
      } catch (Exception e) {
        throw new IOException("A part that started during the stop could not be stopped", e);
      }
      throw new StartFailure("Stopped during the start");
    }
    started.push(part);
  }

  private Path data(String name) {
    return settings.home().resolve(name);
  }

  private AutoCloseable kafka() throws IOException, InterruptedException {
    return EmbeddedKafka.start(data("kafka"), ports.get(Listener.KAFKA), Topics.all());
  }

  private AutoCloseable mongodb() {
    return EmbeddedMongoDb.start(data("mongodb"), ports.get(Listener.MONGODB));
  }

  private AutoCloseable influxdb() throws IOException, InterruptedException {
    EmbeddedInfluxDb influx =
        EmbeddedInfluxDb.start(
            settings.home(), settings.logs(), ports.get(Listener.INFLUXDB), Ports.unused());
    watch("InfluxDB", influx.process());
    return influx;
  }

  private AutoCloseable mail() {
    return EmbeddedMail.start(ports.get(Listener.SMTP), ports.get(Listener.IMAP));
  }

  private AutoCloseable openSearch() throws IOException {
    return EmbeddedOpenSearch.start(data("opensearch"), ports.get(Listener.OPENSEARCH));
  }

  private void startServer() throws IOException {
    progress.starts("Open Liberty");
    forgetOldDeployment();
    server = LibertyServer.start(settings, addresses());
    keep(server);
    watch("Open Liberty", server);
  }

  private Map<String, String> addresses() {
    String platform = local(Listener.HTTP);
    String services = local(Listener.INTERNAL);
    Map<String, String> addresses = new LinkedHashMap<>();
    addresses.put("SMARTHOME_HTTP_PORT", ports.get(Listener.HTTP).toString());
    addresses.put("SMARTHOME_INTERNAL_PORT", ports.get(Listener.INTERNAL).toString());
    addresses.put("KAFKA_BOOTSTRAP_SERVERS", address(Listener.KAFKA, "127.0.0.1:%d"));
    addresses.put("MONGODB_URI", address(Listener.MONGODB, "mongodb://127.0.0.1:%d"));
    addresses.put("INFLUXDB_URL", address(Listener.INFLUXDB, "http://127.0.0.1:%d"));
    addresses.put("OPENSEARCH_URL", address(Listener.OPENSEARCH, "http://127.0.0.1:%d"));
    addresses.put("SMARTHOME_BUILDING_URL", services + "/building-service");
    addresses.put("SMARTHOME_DEVICE_URL", services + "/device-service");
    addresses.put("SMARTHOME_USER_URL", services + "/user-service");
    addresses.put("SMARTHOME_TUYA_BASE_URL", services + "/tuya-mock");
    // the mock listens when every application of the server has started; it needs no sparing
    addresses.put("SMARTHOME_TUYA_STREAM_LONGEST_PAUSE", "PT1S");
    addresses.put("SMARTHOME_MOCK_STATE_FILE", data("tuya-mock/devices.json").toString());
    addresses.put("SMARTHOME_OIDC_ISSUER", platform + "/oidc/endpoint/smarthome");
    addresses.put("SMARTHOME_OIDC_JWKS_URI", services + "/oidc/endpoint/smarthome/jwk");
    addresses.put("SMARTHOME_OIDC_CONSOLE_REDIRECT", platform + "/console/");
    addresses.put("SMARTHOME_SECURITY_LOGIN", settings.login() ? "required" : "none");
    addresses.put("SMARTHOME_GATEWAY_AUTHORIZATION", settings.login() ? "on" : "off");
    addresses.put("SMARTHOME_SCOPE_MODE", settings.login() ? "enforced" : "open");
    // what policies say of hours and days is meant here, where the platform runs
    addresses.put("SMARTHOME_AUTHORIZATION_ZONE", ZoneId.systemDefault().getId());
    addresses.put("SMARTHOME_USERS_BOOTSTRAP_ADMINISTRATOR", DemoUsers.ADMINISTRATOR);
    addresses.putAll(credentials.environment());
    return addresses;
  }

  private String local(Listener listener) {
    return "http://127.0.0.1:" + ports.get(listener);
  }

  private String address(Listener listener, String ours) {
    String elsewhere = settings.elsewhere().get(listener);
    return elsewhere == null ? String.format(Locale.ROOT, ours, ports.get(listener)) : elsewhere;
  }

  /**
   * Our archives have fixed times so that builds can be compared, and Liberty tells a new jar from
   * an old one by its time alone: what it knew of other archives must go.
   */
  private void forgetOldDeployment() throws IOException {
    deployment = settings.home().resolve("run").resolve("deployment");
    Path apps =
        settings.libertyUser().resolve("servers").resolve(LibertyServer.NAME).resolve("apps");
    CRC32 sum = new CRC32();
    try (Stream<Path> files = Files.list(apps).sorted()) {
      for (Path file : files.toList()) {
        sum.update(Files.readAllBytes(file));
      }
    }
    deployed = Long.toHexString(sum.getValue());
    if (!Files.exists(deployment) || !Files.readString(deployment).equals(deployed)) {
      Path work = data("liberty").resolve(LibertyServer.NAME).resolve("workarea");
      if (Files.exists(work)) {
        try (Stream<Path> files = Files.walk(work)) {
          for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
            Files.delete(file);
          }
        }
      }
    }
    // a start that is broken off leaves half of it, and the next one must not build on that
    Files.deleteIfExists(deployment);
  }

  private void rememberDeployment() throws IOException {
    Files.createDirectories(deployment.getParent());
    Files.writeString(deployment, deployed);
  }

  private void watch(String name, ChildProcess process) {
    synchronized (processes) {
      processes.put(name, process.pid());
    }
    process
        .exit()
        .thenAccept(
            code -> {
              if (!stopping) {
                fail(
                    name
                        + " has ended with code "
                        + code
                        + ". The end of its log, "
                        + process.log()
                        + ":\n"
                        + process.lastLines(25));
              }
            });
  }

  private void awaitReady() throws InterruptedException {
    ServerHealth health = new ServerHealth(client, ports.get(Listener.INTERNAL));
    long end = System.nanoTime() + settings.patience().toNanos();
    long silence = System.nanoTime() + SILENCE.toNanos();
    List<String> told = List.of();
    while (true) {
      if (failure != null) {
        throw new StartFailure(failure);
      }
      ServerHealth.State state = health.ask();
      if (state.up()) {
        progress.listens("Open Liberty", "http://127.0.0.1:" + ports.get(Listener.HTTP) + "/api");
        return;
      }
      LibertyServer.deploymentError(server.log())
          .ifPresent(
              line -> {
                throw new StartFailure("A service could not be deployed: " + line);
              });
      List<String> missing = state.missing();
      if (missing.isEmpty() && System.nanoTime() > silence) {
        missing = List.of("Open Liberty, which does not answer yet");
      }
      if (!missing.isEmpty() && !missing.equals(told)) {
        told = missing;
        progress.say("Waiting for " + String.join(", ", told));
      }
      if (System.nanoTime() > end) {
        throw new StartFailure(
            "The services are not ready after "
                + settings.patience()
                + ": "
                + String.join(", ", told)
                + ". See "
                + server.log());
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private void loadDemo() throws IOException, InterruptedException {
    progress.starts("Demo data");
    DemoSeed seed =
        new DemoSeed(
            client,
            local(Listener.HTTP),
            local(Listener.INTERNAL),
            settings.login() ? Optional.of(credentials.demoPassword()) : Optional.empty(),
            settings.home());
    int devices = seed.load();
    seed.wake();
    progress.listens(
        "Demo data",
        devices == 0 ? "was there already" : devices + " devices registered in 2 buildings");
  }

  private void summary() {
    String api = local(Listener.HTTP);
    String internal = local(Listener.INTERNAL);
    StringBuilder text = new StringBuilder("\nSmarthome IoT runs.\n\n");
    text.append("  API          ").append(api).append("/api/devices\n");
    text.append("  Contracts    ").append(api).append("/openapi/ui\n");
    text.append("  Tuya mock    ").append(internal).append("/tuya-mock/admin/devices\n");
    text.append("  Health       ").append(internal).append("/health\n");
    ports.forEach(
        (listener, port) ->
            text.append(
                String.format(Locale.ROOT, "  %-20s 127.0.0.1:%d%n", listener.title(), port)));
    logins(text);
    tries(text, api, internal);
    text.append("  Started in ").append(Progress.seconds(progress.total())).append(": ");
    progress
        .parts()
        .forEach(
            (part, took) ->
                text.append(part).append(' ').append(Progress.seconds(took)).append("; "));
    text.append("\n  Memory (RSS): ");
    long sum = memory(text, "this launcher", ProcessHandle.current().pid());
    synchronized (processes) {
      for (Map.Entry<String, Long> process : processes.entrySet()) {
        sum += memory(text, process.getKey(), process.getValue());
      }
    }
    text.append("in all ").append(sum).append(" MiB\n\n  Ctrl-C stops it.\n");
    progress.print(text.toString());
  }

  private void logins(StringBuilder text) {
    if (!settings.login()) {
      text.append("\n  Logins: none, everything is open on loopback.\n");
      return;
    }
    text.append("\n  Users        ").append(String.join(", ", DemoUsers.NAMES));
    text.append("\n  Password     ").append(credentials.demoPassword());
    text.append("   (of all of them; kept in ").append(credentials.passwordFile()).append(")\n");
  }

  private void tries(StringBuilder text, String api, String internal) {
    String authorization = "";
    if (settings.login()) {
      text.append("  Try: TOKEN=$(curl -s ")
          .append(api)
          .append("/oidc/endpoint/smarthome/token -d grant_type=password -d client_id=terminal")
          .append(" -d scope=openid -d username=admin --data-urlencode password=$(cat ")
          .append(credentials.passwordFile())
          .append(") | sed 's/.*\"access_token\":\"\\([^\"]*\\)\".*/\\1/')\n       ");
      authorization = "-H \"Authorization: Bearer $TOKEN\" ";
    } else {
      text.append("  Try: ");
    }
    text.append("curl ").append(authorization).append(api).append("/api/buildings\n");
    text.append("       curl -H 'Content-Type: application/json' ")
        .append(internal)
        .append("/tuya-mock/admin/scenarios -d '{\"scenario\":\"smoke\"}'\n");
    text.append("       curl ")
        .append(authorization)
        .append("'")
        .append(api)
        .append("/api/alerts?state=OPEN'\n\n");
  }

  private static long memory(StringBuilder text, String name, long pid) {
    long resident = Memory.resident(pid).orElse(0);
    text.append(name).append(' ').append(resident).append(" MiB; ");
    return resident;
  }

  /** Lets the platform end, with a reason. */
  void fail(String reason) {
    if (failure == null) {
      failure = reason;
    }
    ended.countDown();
  }

  boolean isStopping() {
    return stopping;
  }

  /**
   * @throws StartFailure when a part has ended by itself
   */
  void awaitEnd() throws InterruptedException {
    ended.await();
    if (failure != null && !stopping) {
      String reason = failure;
      close();
      throw new StartFailure(reason);
    }
  }

  /** Stops everything, the server first. */
  @Override
  public void close() {
    List<AutoCloseable> parts;
    synchronized (this) {
      if (stopping) {
        return;
      }
      stopping = true;
      parts = new ArrayList<>(started);
    }
    progress.say("Stopping …");
    if (server != null) {
      parts.remove(server);
      parts.add(0, server);
    }
    for (AutoCloseable part : parts) {
      try {
        part.close();
      } catch (Exception e) {
        progress.say("Could not stop in order: " + e.getMessage());
      }
    }
    progress.say("Stopped.");
    ended.countDown();
  }
}
