package iot.smarthome.apigateway.routing.control;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The trace of which a request is a part (W3C Trace Context, level 1). */
public final class TraceParent {

  public static final String HEADER = "traceparent";

  private static final Pattern FORM =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private TraceParent() {}

  /** The caller's own trace if it is one, else a new one that nobody has to record. */
  public static String of(String sentByCaller) {
    if (sentByCaller != null && FORM.matcher(sentByCaller).matches()) {
      return sentByCaller;
    }
    byte[] random = new byte[24];
    RANDOM.nextBytes(random);
    // no identity may be all zeros
    random[0] |= 1;
    random[16] |= 1;
    HexFormat hex = HexFormat.of();
    return "00-" + hex.formatHex(random, 0, 16) + "-" + hex.formatHex(random, 16, 24) + "-00";
  }
}
