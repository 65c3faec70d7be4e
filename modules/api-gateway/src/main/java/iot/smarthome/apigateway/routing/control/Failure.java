package iot.smarthome.apigateway.routing.control;

import iot.smarthome.apigateway.routing.entity.MalformedAddressException;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
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

  private static final String VIOLATIONS = "violations";

  public static final Failure UNKNOWN_ROUTE =
      new Failure(
              404, "unknown-route", "Unknown path", "No service has this path. See /openapi.", 0)
          .violation(
              "(path)",
              "is no service's",
              "take the path from the contracts below /openapi; the API is below /api");

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

  /** Says where something is wrong, besides what was said already. */
  public Failure violation(String field, String message, String mend) {
    JsonObjectBuilder one = Json.createObjectBuilder().add("field", field).add("message", message);
    if (mend != null) {
      one.add("mend", mend);
    }
    JsonArray before =
        more.containsKey(VIOLATIONS) ? more.getJsonArray(VIOLATIONS) : JsonValue.EMPTY_JSON_ARRAY;
    return with(
        Json.createObjectBuilder(more)
            .add(VIOLATIONS, Json.createArrayBuilder(before).add(one))
            .build());
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
            0)
        .violation("(body)", "is larger than " + limit + " bytes", "send less in one request");
  }

  /** The caller has gone, or has announced more than came. */
  public static Failure incompleteBody() {
    return new Failure(
            400,
            "incomplete-body",
            "Incomplete body",
            "The body could not be read to its end; nothing was done.",
            0)
        .violation(
            "(body)",
            "ends before its announced end, or comes too slowly",
            "send as many bytes as Content-Length says, or whole chunks");
  }

  public static Failure malformed(MalformedAddressException fault) {
    return new Failure(
            400,
            "malformed-address",
            "Malformed address",
            "The address of the request could be read in more than one way, or not at all.",
            0)
        .violation(fault.part(), fault.getMessage(), fault.mend());
  }

  /**
   * @param part of the address
   */
  public static Failure tooLong(String part, int length, int limit) {
    return new Failure(
            414,
            "address-too-long",
            "Address too long",
            "At most " + limit + " characters of this part of an address are read.",
            0)
        .violation(
            part,
            "has " + length + " characters",
            "ask for less at once; no operation needs so many");
  }

  /** What all headers have together. */
  public static Failure headersTooLarge(int length, int limit) {
    return new Failure(
            431,
            "headers-too-large",
            "Headers too large",
            "At most " + limit + " characters of headers are read.",
            0)
        .violation(
            "(headers)",
            "have " + length + " characters",
            "send fewer and shorter headers; of cookies, the API reads none");
  }

  public static Failure methodNotAllowed(String method, Collection<String> allowed) {
    String list = String.join(", ", allowed);
    return new Failure(
            405,
            "method-not-allowed",
            "Method not allowed",
            method + " is not allowed here; allowed are " + list + ".",
            0)
        .violation("(method)", "is " + method, "use one of " + list)
        .withHeader("Allow", list);
  }

  public static Failure unknownOperation(String method) {
    return new Failure(
            404,
            "unknown-operation",
            "Unknown operation",
            "There is no " + method + " of this path. See /openapi.",
            0)
        .violation(
            "(path)",
            "is no operation's",
            "take path and method from the contracts below /openapi");
  }

  /**
   * @param reference under which it is in our log
   */
  public static Failure ours(String reference) {
    return new Failure(
        500,
        "internal-error",
        "Internal error",
        "The request failed by a fault of ours. Reference for support: " + reference,
        0);
  }

  /** What the server refuses by itself, without saying why. */
  public static Failure refused(int status) {
    return new Failure(
            status,
            "refused",
            "Request refused",
            "The server could not read the request; nothing was done.",
            0)
        .violation(
            "(request)",
            "is refused with " + status,
            "check its address and headers against RFC 9110 and RFC 9112");
  }

  /** What the failed exchange with a service means. */
  public static Failure of(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof PageFromServiceException page && page.status() < 500) {
        return refused(page.status());
      }
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
      if (t instanceof RejectedExecutionException) {
        return new Failure(
            503,
            "gateway-busy",
            "Gateway busy",
            "Too many answers are being written now; the request may have been carried out.",
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
