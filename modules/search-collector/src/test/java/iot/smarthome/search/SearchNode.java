package iot.smarthome.search;

import iot.smarthome.embedded.opensearch.EmbeddedOpenSearch;
import iot.smarthome.search.connection.gateway.OpenSearchConnection;
import iot.smarthome.search.indexing.control.FollowPlaces;
import iot.smarthome.search.indexing.control.IndexChanges;
import iot.smarthome.search.indexing.control.Outcome;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.indexing.gateway.opensearch.OpenSearchThings;
import iot.smarthome.search.query.control.QuestionReader;
import iot.smarthome.search.query.control.QuestionReader.Asked;
import iot.smarthome.search.query.control.SearchThings;
import iot.smarthome.search.query.entity.Facet;
import iot.smarthome.search.query.entity.Finding;
import iot.smarthome.search.query.entity.Findings;
import iot.smarthome.search.query.entity.Scope;
import iot.smarthome.search.query.gateway.opensearch.OpenSearchFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opensearch.client.opensearch.OpenSearchClient;

/** A real OpenSearch node and our classes around it; one node for all tests of a run. */
public final class SearchNode {

  private static SearchNode shared;

  private final OpenSearchClient client;
  private final OpenSearchThings index;
  private final IndexChanges indexChanges;
  private final FollowPlaces followPlaces;
  private final OpenSearchFinder finder;

  public SearchNode(String url) {
    this.client = connect(url);
    this.index = new OpenSearchThings(client, 1);
    this.indexChanges = new IndexChanges(index, Duration.ofMillis(50), Duration.ofMillis(500));
    this.followPlaces = new FollowPlaces(index, indexChanges);
    this.finder = new OpenSearchFinder(client, 10_000);
  }

  public static OpenSearchClient connect(String url) {
    return new OpenSearchConnection(
            List.of(url),
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            64)
        .client();
  }

  /** The node that is started once, empty. */
  public static synchronized SearchNode empty() {
    try {
      if (shared == null) {
        Path folder = Files.createTempDirectory(Path.of("target"), "opensearch");
        EmbeddedOpenSearch node = EmbeddedOpenSearch.start(folder.toAbsolutePath(), 0);
        shared = new SearchNode(node.url());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
      }
      shared
          .client
          .indices()
          .delete(all -> all.index("things-v*", "search-rebuilds").ignoreUnavailable(true));
      shared.index.prepare();
      return shared;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(EmbeddedOpenSearch node) {
    try {
      node.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public OpenSearchClient client() {
    return client;
  }

  public OpenSearchThings index() {
    return index;
  }

  public IndexChanges indexChanges() {
    return indexChanges;
  }

  public FollowPlaces followPlaces() {
    return followPlaces;
  }

  public OpenSearchFinder finder() {
    return finder;
  }

  /** As the listener does it: written, what lies in it follows, findable. */
  public Outcome hear(Thing... things) throws InterruptedException {
    Outcome outcome = indexChanges.apply(ThingIndex.LIVE, Arrays.asList(things));
    followPlaces.follow(ThingIndex.LIVE, outcome.places());
    index.refresh(ThingIndex.LIVE);
    return outcome;
  }

  /** What a caller finds; parameters as in the address, {@code name=value}. */
  public Findings search(Scope scope, String... parameters) {
    return new SearchThings(finder, () -> scope).find(QuestionReader.read(asked(parameters)));
  }

  public List<String> ids(String... parameters) {
    return search(Scope.EVERYTHING, parameters).items().stream().map(Finding::id).toList();
  }

  public Finding only(String id) {
    return search(Scope.EVERYTHING, "limit=200").items().stream()
        .filter(found -> found.id().equals(id))
        .findAny()
        .orElseThrow();
  }

  public static Asked asked(String... parameters) {
    Map<String, String> given = new java.util.HashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      given.put(parameter.substring(0, equals), parameter.substring(equals + 1));
    }
    Map<Facet, String> filters = new EnumMap<>(Facet.class);
    for (Facet facet : Facet.values()) {
      filters.put(facet, given.remove(facet.parameter()));
    }
    Asked asked =
        new Asked(
            given.remove("q"),
            filters,
            given.remove("place"),
            given.remove("near"),
            given.remove("within"),
            given.remove("box"),
            given.remove("facets"),
            given.remove("limit"),
            given.remove("cursor"));
    if (!given.isEmpty()) {
      throw new IllegalArgumentException("Search has no " + given.keySet());
    }
    return asked;
  }
}
