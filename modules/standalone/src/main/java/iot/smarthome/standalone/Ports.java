package iot.smarthome.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The ports of one standalone, decided and checked before anything starts. */
public final class Ports {

  // Linux gives 32768 and more to outgoing connections: what is free there may be the near end of
  // somebody's connection when a server is about to listen
  private static final int FIRST = 20_000;
  private static final int END = 32_768;
  private static final int TRIES = 1_000;
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /**
   * A port for each listener that is ours; listeners that are elsewhere get none.
   *
   * @throws StartFailure naming every port that is taken and the property that changes it
   */
  static Map<Listener, Integer> decide(Settings settings) {
    Map<Listener, Integer> decided = new EnumMap<>(Listener.class);
    List<String> taken = new ArrayList<>();
    Set<Integer> used = new HashSet<>();
    for (Listener listener : Listener.values()) {
      int wish = settings.ports().getOrDefault(listener, listener.defaultPort());
      if (settings.elsewhere().containsKey(listener) || wish == 0) {
        continue;
      }
      if (!used.add(wish)) {
        taken.add(message(wish, listener, "is already wished for another part"));
      } else if (!isFree(wish)) {
        taken.add(message(wish, listener, "is taken by another process"));
      }
      decided.put(listener, wish);
    }
    if (!taken.isEmpty()) {
      throw new StartFailure(String.join(System.lineSeparator(), taken));
    }
    for (Listener listener : Listener.values()) {
      if (!settings.elsewhere().containsKey(listener) && !decided.containsKey(listener)) {
        decided.put(listener, unused(used));
      }
    }
    return decided;
  }

  private static String message(int port, Listener listener, String why) {
    String mend = "choose another port by -D" + listener.property() + "=<port> (0: any free one)";
    if (listener.addressVariable() != null) {
      mend +=
          ", or use a server that runs already: "
              + listener.addressVariable()
              + " in the environment";
    }
    return "Port " + port + " for " + listener.title() + " " + why + ": " + mend;
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A port of loopback on which nobody listens now; another one at each call. */
  public static int unused() {
    return unused(Set.of());
  }

  private static int unused(Set<Integer> wished) {
    return ThreadLocalRandom.current()
        .ints(TRIES, FIRST, END)
        .filter(port -> !wished.contains(port) && isFree(port) && GIVEN.add(port))
        .findFirst()
        .orElseThrow(() -> new StartFailure("No free port on loopback"));
  }
}
