package iot.smarthome.standalone;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs inside Maven: starts the launcher in a JVM of its own with Maven's terminal, and keeps Maven
 * until the launcher has stopped in order. Maven's own forked execution would give the prompt back
 * while the platform still stops, and would call every stop a build failure.
 */
public final class Foreground {

  static final String PARENT = "smarthome.foreground.pid";
  private static final int STOP_SECONDS = 120;

  private Foreground() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, URISyntaxException {
    Process launcher = new ProcessBuilder(command()).inheritIO().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(launcher), "stop-standalone"));
    int code = launcher.waitFor();
    if (code != 0) {
      // at once: the launcher has said why, and a stop by a signal is no failure of the build
      System.exit(code);
    }
  }

  private static List<String> command() throws URISyntaxException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + System.getProperty("smarthome.launcher.heap", "1g"));
    command.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Djava.util.logging.manager=org.apache.logging.log4j.jul.LogManager",
            "-D" + PARENT + "=" + ProcessHandle.current().pid()));
    System.getProperties().stringPropertyNames().stream()
        .filter(name -> name.startsWith("smarthome."))
        .sorted()
        .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
    command.add("-classpath");
    command.add(classPath());
    command.add(Main.class.getName());
    return command;
  }

  private static String classPath() throws URISyntaxException {
    if (Foreground.class.getClassLoader() instanceof URLClassLoader loader) {
      List<String> entries = new ArrayList<>();
      for (URL url : loader.getURLs()) {
        entries.add(Path.of(url.toURI()).toString());
      }
      return Stream.of(entries)
          .flatMap(List::stream)
          .collect(Collectors.joining(java.io.File.pathSeparator));
    }
    return System.getProperty("java.class.path");
  }

  private static void stop(Process launcher) {
    launcher.destroy();
    try {
      if (!launcher.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
