package iot.smarthome.apigateway.routing.control;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * Why a request was not answered by its service, as the caller gets to know it.
 *
 * @param status HTTP status
 * @param kebab the stable name of the problem
 * @param retryAfterSeconds when to try again, or 0 if that would not help
 * @param headers of the answer, beside those of every problem
 * @param more members of the problem document, beside those of every problem
 */
public record Failure(
    int status,
    String kebab,
    String title,
    String detail,
    int retryAfterSeconds,
    Map<String, String> headers,
    JsonObject more) {

  public static final Failure UNKNOWN_ROUTE =
      new Failure(
          404, "unknown-route", "Unknown path", "No service has this path. See /openapi.", 0);

  public Failure {
    headers = Map.copyOf(headers);
  }

  public Failure(int status, String kebab, String title, String detail, int retryAfterSeconds) {
    this(status, kebab, title, detail, retryAfterSeconds, Map.of(), JsonValue.EMPTY_JSON_OBJECT);
  }

  public Failure with(JsonObject members) {
    return new Failure(status, kebab, title, detail, retryAfterSeconds, headers, members);
  }

  public Failure withHeader(String name, String value) {
    return new Failure(status, kebab, title, detail, retryAfterSeconds, Map.of(name, value), more);
  }

  /**
   * @param limit in bytes
   */
  public static Failure tooLarge(long limit) {
    return new Failure(
        413,
        "body-too-large",
        "Request body too large",
        "At most " + limit + " bytes are taken.",
        0);
  }

  /** What the failed exchange with a service means. */
  public static Failure of(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof ServiceAbsentException
          || t instanceof ConnectException
          || t instanceof SocketTimeoutException
          || t instanceof UnknownHostException) {
        return new Failure(
            503,
            "service-unavailable",
            "Service unavailable",
            "The service for this path is not there yet or not any more.",
            5);
      }
      if (t instanceof TimeoutException) {
        return new Failure(
            504,
            "service-timeout",
            "Service timed out",
            "The service took too long to answer; the request may have been carried out.",
            5);
      }
    }
    return new Failure(
        502,
        "service-failed",
        "Service failed",
        "The service broke off its answer; the request may have been carried out.",
        5);
  }
}
