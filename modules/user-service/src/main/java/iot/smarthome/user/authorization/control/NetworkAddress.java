package iot.smarthome.user.authorization.control;

import java.util.regex.Pattern;

/** Texts that are addresses of the Internet Protocol, without asking anybody for names. */
final class NetworkAddress {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
  private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
  private static final int V6_GROUPS = 8;

  private NetworkAddress() {}

  static boolean isOne(String text) {
    return V4.matcher(text).matches() || isV6(text);
  }

  private static boolean isV6(String text) {
    int gap = text.indexOf("::");
    if (gap >= 0) {
      if (text.indexOf("::", gap + 1) >= 0) {
        return false;
      }
      int before = groups(text.substring(0, gap));
      int after = groups(text.substring(gap + 2));
      return before >= 0 && after >= 0 && before + after < V6_GROUPS;
    }
    return groups(text) == V6_GROUPS;
  }

  /** How many groups; -1 when one of them is none. */
  private static int groups(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    String[] groups = text.split(":", -1);
    for (String group : groups) {
      if (!GROUP.matcher(group).matches()) {
        return -1;
      }
    }
    return groups.length;
  }
}
