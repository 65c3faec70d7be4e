package iot.smarthome.standalone;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An Open Liberty server as a child process: the one with every service in it, or another. */
public final class LibertyServer {

  static final String NAME = "smarthome";
  private static final String PID_FILE = "liberty.pid";

  private LibertyServer() {}

  /**
   * @throws StartFailure when the runtime or the server is not there
   */
  static ChildProcess start(Settings settings, Map<String, String> addresses) throws IOException {
    return start(
        settings.libertyHome(),
        settings.libertyUser(),
        NAME,
        settings.serverJvm(),
        settings.home(),
        addresses);
  }

  /**
   * @param runtime the Liberty runtime ({@code wlp})
   * @param user the Liberty user directory that holds the server
   * @param name the server's name
   * @param jvm options of its Java, such as {@code -Xmx1g}
   * @param home the folder for its logs, its output and the file with its process id; no two
   *     servers share one
   * @param environment what it is told beside our own environment
   * @throws StartFailure when the runtime or the server is not there
   */
  public static ChildProcess start(
      Path runtime,
      Path user,
      String name,
      List<String> jvm,
      Path home,
      Map<String, String> environment)
      throws IOException {
    Path launcher = runtime.resolve("bin/tools/ws-server.jar");
    require(launcher, "the Open Liberty runtime");
    require(
        user.resolve("servers").resolve(name).resolve("server.xml"),
        "the server that holds the services");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.addAll(
        List.of(
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "-javaagent:" + runtime.resolve("bin/tools/ws-javaagent.jar")));
    command.addAll(moduleOptions(runtime));
    command.addAll(List.of(mark(home), "-jar", launcher.toString(), name));

    Path logs = home.resolve("logs");
    Map<String, String> known = new HashMap<>(environment);
    known.put("WLP_USER_DIR", user.toString());
    known.put("WLP_OUTPUT_DIR", home.resolve("liberty").toString());
    known.put("LOG_DIR", logs.resolve("liberty").toString());
    return ChildProcess.start(
        command, known, logs.resolve("liberty.log"), pidFile(home), mark(home));
  }

  static Path pidFile(Path home) {
    return home.resolve("run").resolve(PID_FILE);
  }

  private static String mark(Path home) {
    return "-D" + Settings.HOME + "=" + home;
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
          .map(LibertyServer::message)
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** The words of a line of the log, which is JSON unless it was configured otherwise. */
  private static String message(String line) {
    try (JsonReader reader = Json.createReader(new StringReader(line))) {
      return reader.readObject().getString("message", line);
    } catch (JsonException e) {
      return line;
    }
  }
}
