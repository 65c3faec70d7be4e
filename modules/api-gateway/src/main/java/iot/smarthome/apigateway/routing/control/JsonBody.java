package iot.smarthome.apigateway.routing.control;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A request's body, for those who decide by what is in it. */
public final class JsonBody {

  private static final Logger LOG = Logger.getLogger(JsonBody.class.getName());

  private JsonBody() {}

  /**
   * The body read and written again if it is JSON, whatever its header calls it: a service might
   * read it, too. Read as services read it, so that both see the same.
   */
  public static Optional<String> of(byte[] body) {
    if (body.length < 2 || !looksLikeJson(body)) {
      return Optional.empty();
    }
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
      return Optional.of(reader.readValue().toString());
    } catch (RuntimeException e) {
      // no exception of JSON's own tells nesting without end and numbers out of all range; the
      // service will say so to the caller
      LOG.log(Level.FINE, "A body is no JSON", e);
      return Optional.empty();
    }
  }

  private static boolean looksLikeJson(byte[] body) {
    for (byte b : body) {
      // other encodings of JSON have zeros or a mark before the first bracket
      if (b > ' ') {
        return b == '{' || b == '[';
      }
    }
    return false;
  }
}
