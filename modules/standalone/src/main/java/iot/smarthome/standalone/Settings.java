package iot.smarthome.standalone;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * How one standalone is started.
 *
 * @param home the folder with all data, logs and the lock
 * @param libertyHome the Liberty runtime ({@code wlp})
 * @param libertyUser the Liberty user directory that holds the server {@code smarthome}
 * @param ports wished ports; 0 means any free one
 * @param elsewhere addresses of servers that are used instead of our own
 * @param serverJvm options of the Liberty server's Java
 * @param demo whether the demo data is loaded and the mock plays life into it
 * @param login whether callers must log in and each of their requests is decided about
 * @param patience how long the whole start may take
 */
public record Settings(
    Path home,
    Path libertyHome,
    Path libertyUser,
    Map<Listener, Integer> ports,
    Map<Listener, String> elsewhere,
    List<String> serverJvm,
    boolean demo,
    boolean login,
    Duration patience) {

  static final String HOME = "smarthome.home";
  static final String LIBERTY_HOME = "smarthome.liberty.home";
  static final String LIBERTY_USER = "smarthome.liberty.user";
  // one compiler: nobody measures throughput here, and the server is up a third earlier
  private static final String DEFAULT_JVM = "-Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1";
  private static final String DEFAULT_LOGIN = "required";
  private static final Duration DEFAULT_PATIENCE = Duration.ofMinutes(5);

  public Settings {
    home = home.toAbsolutePath().normalize();
    libertyHome = libertyHome.toAbsolutePath().normalize();
    libertyUser = libertyUser.toAbsolutePath().normalize();
    ports = Map.copyOf(ports);
    elsewhere = Map.copyOf(elsewhere);
    serverJvm = List.copyOf(serverJvm);
  }

  /**
   * From {@code -Dsmarthome.…} and the environment.
   *
   * @throws StartFailure naming the property that is missing or no number
   */
  public static Settings from(Properties properties, Map<String, String> environment) {
    Map<Listener, Integer> ports = new EnumMap<>(Listener.class);
    Map<Listener, String> elsewhere = new EnumMap<>(Listener.class);
    for (Listener listener : Listener.values()) {
      ports.put(listener, port(properties, listener));
      Optional.ofNullable(listener.addressVariable())
          .map(environment::get)
          .filter(address -> !address.isBlank())
          .ifPresent(address -> elsewhere.put(listener, address));
    }
    return new Settings(
        Path.of(
            properties.getProperty(
                HOME, Path.of(properties.getProperty("user.home"), ".smarthome").toString())),
        folder(properties, LIBERTY_HOME),
        folder(properties, LIBERTY_USER),
        ports,
        elsewhere,
        words(properties.getProperty("smarthome.server.jvm", DEFAULT_JVM)),
        !"false".equals(properties.getProperty("smarthome.demo")),
        login(properties),
        duration(properties, "smarthome.start.timeout", DEFAULT_PATIENCE));
  }

  /** For a test run: a folder of its own, free ports, no demo data. */
  public static Settings isolated(Path home, Path libertyHome, Path libertyUser) {
    Map<Listener, Integer> free = new EnumMap<>(Listener.class);
    for (Listener listener : Listener.values()) {
      free.put(listener, 0);
    }
    return new Settings(
        home,
        libertyHome,
        libertyUser,
        free,
        Map.of(),
        words(DEFAULT_JVM),
        false,
        login(new Properties()),
        DEFAULT_PATIENCE);
  }

  public Settings withDemo(boolean wanted) {
    return new Settings(
        home, libertyHome, libertyUser, ports, elsewhere, serverJvm, wanted, login, patience);
  }

  Path logs() {
    return home.resolve("logs");
  }

  private static List<String> words(String options) {
    return List.of(options.strip().split(" +"));
  }

  private static Path folder(Properties properties, String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new StartFailure(
          "-D" + name + " is missing: start the platform by mvn -Pstandalone, which gives it");
    }
    return Path.of(value);
  }

  private static boolean login(Properties properties) {
    String value = properties.getProperty("smarthome.login", DEFAULT_LOGIN);
    if (!value.equals("required") && !value.equals("none")) {
      throw new StartFailure("-Dsmarthome.login=" + value + " must be 'required' or 'none'");
    }
    return value.equals("required");
  }

  private static int port(Properties properties, Listener listener) {
    String value =
        properties.getProperty(listener.property(), Integer.toString(listener.defaultPort()));
    try {
      int port = Integer.parseInt(value.trim());
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw noPort(listener, value, e);
    }
    throw noPort(listener, value, null);
  }

  private static StartFailure noPort(Listener listener, String value, Exception cause) {
    return new StartFailure(
        "-D" + listener.property() + "=" + value + " is no port: give a number from 0 to 65535",
        cause);
  }

  private static Duration duration(Properties properties, String name, Duration otherwise) {
    String value = properties.getProperty(name);
    try {
      return value == null ? otherwise : Duration.parse(value);
    } catch (java.time.format.DateTimeParseException e) {
      throw new StartFailure("-D" + name + "=" + value + " is no duration such as PT5M", e);
    }
  }
}
