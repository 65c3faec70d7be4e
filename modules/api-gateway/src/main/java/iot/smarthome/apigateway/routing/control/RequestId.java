package iot.smarthome.apigateway.routing.control;

import java.util.UUID;
import java.util.regex.Pattern;

/** The identity of a request through all services and logs. */
public final class RequestId {

  public static final String HEADER = "X-Request-Id";

  // what may go into logs and headers unescaped
  private static final Pattern ACCEPTABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** The caller's own identity if it is harmless, else a new one. */
  public static String of(String sentByCaller) {
    return sentByCaller != null && ACCEPTABLE.matcher(sentByCaller).matches()
        ? sentByCaller
        : UUID.randomUUID().toString();
  }
}
