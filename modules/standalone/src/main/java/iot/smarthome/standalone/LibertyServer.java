package iot.smarthome.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one Open Liberty server with every service in it, as a child process. */
final class LibertyServer {

  static final String NAME = "smarthome";
  private static final String PID_FILE = "liberty.pid";

  private LibertyServer() {}

  /**
   * @throws StartFailure when the runtime or the server is not there
   */
  static ChildProcess start(Settings settings, Map<String, String> addresses) throws IOException {
    Path runtime = settings.libertyHome();
    Path launcher = runtime.resolve("bin/tools/ws-server.jar");
    require(launcher, "the Open Liberty runtime");
    require(
        settings.libertyUser().resolve("servers").resolve(NAME).resolve("server.xml"),
        "the server that holds the services");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx" + settings.serverHeap(),
            "-XX:+UseSerialGC",
            // nobody measures throughput here, and the server is up a third earlier
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-javaagent:" + runtime.resolve("bin/tools/ws-javaagent.jar")));
    command.addAll(moduleOptions(runtime));
    command.addAll(List.of(mark(settings), "-jar", launcher.toString(), NAME));

    Map<String, String> environment = new HashMap<>(addresses);
    environment.put("WLP_USER_DIR", settings.libertyUser().toString());
    environment.put("WLP_OUTPUT_DIR", settings.home().resolve("liberty").toString());
    environment.put("LOG_DIR", settings.logs().resolve("liberty").toString());
    return ChildProcess.start(
        command,
        environment,
        settings.logs().resolve("liberty.log"),
        pidFile(settings),
        mark(settings));
  }

  static Path pidFile(Settings settings) {
    return settings.home().resolve("run").resolve(PID_FILE);
  }

  private static String mark(Settings settings) {
    return "-D" + Settings.HOME + "=" + settings.home();
  }

  /** What Liberty's own start script gives to Java, read from where the script reads it. */
  private static List<String> moduleOptions(Path runtime) throws IOException {
    return Files.readAllLines(runtime.resolve("lib/platform/java/java9.options")).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }

  private static void require(Path file, String what) {
    if (!Files.exists(file)) {
      throw new StartFailure(
          file + ", " + what + ", is missing: mvn -Pstandalone puts it there before it starts");
    }
  }

  /** The first message by which Liberty says that an application or feature cannot work. */
  static Optional<String> deploymentError(Path log) {
    try (var lines = Files.lines(log)) {
      return lines
          .filter(line -> line.matches(".*(CWWKZ000[24]E|CWWKF0001E|CWWKO0221E).*"))
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
