package iot.smarthome.search.indexing.gateway.opensearch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch.generic.Bodies;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;

/** Fields and analysis of an index, {@code search/index.json}. */
public final class IndexDefinition {

  private static final String FILE = "/search/index.json";
  private static final String PREFIX = "things-v";

  private IndexDefinition() {}

  /** As {@code things-v3}. */
  public static String name(int generation) {
    return PREFIX + generation;
  }

  /**
   * @return 0 for an index that is none of ours
   */
  public static int generation(String index) {
    String number = index.startsWith(PREFIX) ? index.substring(PREFIX.length()) : "";
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : 0;
  }

  /**
   * Makes an index together with its alias.
   *
   * @return false when an index of the name is there
   */
  public static boolean create(OpenSearchClient client, String index, String alias, int shards)
      throws IOException {
    String json = text().replace("${shards}", Integer.toString(shards)).replace("${alias}", alias);
    try (Response response =
        client
            .generic()
            .execute(
                Requests.builder()
                    .method("PUT")
                    .endpoint("/" + index)
                    .body(Bodies.json(json))
                    .build())) {
      if (response.getStatus() < 300) {
        return true;
      }
      String words = response.getBody().map(body -> body.bodyAsString()).orElse("");
      if (words.contains("resource_already_exists_exception")) {
        return false;
      }
      throw new IOException(
          "Index " + index + " cannot be made: " + response.getStatus() + " " + words);
    }
  }

  private static String text() {
    try (InputStream in = IndexDefinition.class.getResourceAsStream(FILE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
