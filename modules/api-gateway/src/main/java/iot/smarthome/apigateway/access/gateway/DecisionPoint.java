package iot.smarthome.apigateway.access.gateway;

import iot.smarthome.apigateway.access.entity.Decision;
import iot.smarthome.apigateway.access.entity.Fault;
import iot.smarthome.apigateway.access.entity.Question;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.client.StringRequestContent;

/** User Service over REST, asked with the caller's own token. */
public final class DecisionPoint implements Decisions {

  private static final int MAX_ANSWER = 256 * 1024;
  private static final String BODY = "body.";

  private final HttpClient client;
  private final String address;
  private final Duration timeout;
  private final Optional<String> secret;

  /**
   * @param client started; its owner stops it
   * @param secret what services want to see of the gateway
   */
  public DecisionPoint(
      HttpClient client, String address, Duration timeout, Optional<String> secret) {
    this.client = client;
    this.address = address;
    this.timeout = timeout;
    this.secret = secret;
    // a 401 is an answer, nothing to log in again for
    client.getProtocolHandlers().clear();
  }

  @Override
  public CompletableFuture<Decision> ask(Question question) {
    CompletableFuture<Decision> decision = new CompletableFuture<>();
    client
        .POST(address)
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .headers(
            headers -> {
              headers.put("Authorization", question.authorization());
              headers.put("Accept", "application/json");
              headers.put("X-Request-Id", question.requestId());
              headers.put("traceparent", question.traceParent());
              secret.ifPresent(s -> headers.put("X-Smarthome-Gateway", s));
            })
        .body(new StringRequestContent("application/json", body(question)))
        .send(
            new BufferingResponseListener(MAX_ANSWER) {
              @Override
              public void onComplete(Result result) {
                complete(decision, result, getContent());
              }
            });
    return decision;
  }

  private void complete(CompletableFuture<Decision> decision, Result result, byte[] content) {
    if (result.isFailed()) {
      decision.completeExceptionally(
          new DecisionUnavailableException("No decision from " + address, result.getFailure()));
      return;
    }
    try {
      decision.complete(read(result.getResponse().getStatus(), content));
    } catch (DecisionUnavailableException e) {
      decision.completeExceptionally(e);
    }
  }

  static String body(Question question) {
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("method", question.method())
            .add("path", question.path())
            .add(
                "context",
                Json.createObjectBuilder()
                    .add("network", question.network())
                    .add("client", question.caller().client())
                    .add("mfa", question.caller().mfa()));
    if (question.query() != null) {
      body.add("query", question.query());
    }
    if (question.json() != null) {
      // read again: text put into text could say more than one thing
      try (JsonReader reader = Json.createReader(new StringReader(question.json()))) {
        body.add("body", reader.readValue());
      }
    }
    return body.build().toString();
  }

  static Decision read(int status, byte[] content) throws DecisionUnavailableException {
    switch (status) {
      case 200:
        break;
      case 401:
        return Decision.of(Decision.Kind.UNAUTHENTICATED);
      case 400:
        return Decision.malformed(faults(content));
      case 413:
        return Decision.of(Decision.Kind.TOO_LARGE);
      default:
        throw new DecisionUnavailableException("The decision point answered " + status);
    }
    return decision(content);
  }

  /** What is wrong with the question is wrong with what came from the caller. */
  private static List<Fault> faults(byte[] json) throws DecisionUnavailableException {
    List<Fault> faults = new ArrayList<>();
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
      for (JsonObject one :
          reader.readObject().getJsonArray("violations").getValuesAs(JsonObject.class)) {
        faults.add(
            new Fault(field(one.getString("field")), one.getString("message"), text(one, "mend")));
      }
    } catch (JsonException | NullPointerException | ClassCastException e) {
      throw notUnderstood(json, e);
    }
    return faults;
  }

  /** As the caller knows it: our question has the body in a field, beside method and path. */
  private static String field(String ofQuestion) {
    return switch (ofQuestion) {
      case "body" -> "(body)";
      case "method", "path", "query" -> "(" + ofQuestion + ")";
      default -> ofQuestion.startsWith(BODY) ? ofQuestion.substring(BODY.length()) : ofQuestion;
    };
  }

  private static Decision decision(byte[] json) throws DecisionUnavailableException {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
      JsonObject said = reader.readObject();
      JsonObject resource =
          said.get("resource") instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
      return new Decision(
          Decision.Kind.valueOf(said.getString("decision")),
          text(said, "action"),
          text(resource, "type"),
          text(resource, "id"),
          texts(said, "policies"),
          text(said, "reason"),
          texts(said, "methods"),
          List.of());
    } catch (JsonException
        | IllegalArgumentException
        | NullPointerException
        | ClassCastException e) {
      throw notUnderstood(json, e);
    }
  }

  private static DecisionUnavailableException notUnderstood(byte[] json, RuntimeException cause) {
    return new DecisionUnavailableException(
        "The decision point answered what is no decision: "
            + new String(json, 0, Math.min(json.length, 200), StandardCharsets.UTF_8),
        cause);
  }

  private static List<String> texts(JsonObject json, String name) {
    JsonArray texts =
        json.get(name) instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
    return texts.stream()
        .filter(JsonString.class::isInstance)
        .map(text -> ((JsonString) text).getString())
        .toList();
  }

  private static String text(JsonObject json, String name) {
    return json.get(name) instanceof JsonString string ? string.getString() : null;
  }
}
