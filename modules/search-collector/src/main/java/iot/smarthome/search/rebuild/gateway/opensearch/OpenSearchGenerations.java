package iot.smarthome.search.rebuild.gateway.opensearch;

import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.indexing.gateway.opensearch.IndexDefinition;
import iot.smarthome.search.rebuild.gateway.Generations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.indices.UpdateAliasesRequest;

/** Indices {@code things-v1}, {@code things-v2}, … and their aliases. */
@ApplicationScoped
public class OpenSearchGenerations implements Generations {

  private static final String ALL = "things-v*";

  private final OpenSearchClient client;
  private final int shards;

  /** For the container's proxy. */
  protected OpenSearchGenerations() {
    this(null, 1);
  }

  @Inject
  public OpenSearchGenerations(
      OpenSearchClient client,
      @ConfigProperty(name = "smarthome.indexing.shards", defaultValue = "1") int shards) {
    this.client = client;
    this.shards = shards;
  }

  private Map<String, Set<String>> aliases() throws IOException {
    Map<String, Set<String>> aliases = new TreeMap<>();
    client
        .indices()
        .getAlias(get -> get.index(ALL))
        .result()
        .forEach((index, known) -> aliases.put(index, known.aliases().keySet()));
    return aliases;
  }

  @Override
  public void deleteOthers(String keep) {
    try {
      for (Map.Entry<String, Set<String>> index : aliases().entrySet()) {
        if (IndexDefinition.generation(index.getKey()) > 0
            && !index.getKey().equals(keep)
            && !index.getValue().contains(ThingIndex.LIVE)) {
          client.indices().delete(delete -> delete.index(index.getKey()).ignoreUnavailable(true));
        }
      }
    } catch (IOException | OpenSearchException e) {
      throw unavailable(e);
    }
  }

  @Override
  public String makeNext() {
    try {
      // one that died right after its swap may have left the alias on the index that is searched
      for (String known : aliases().keySet()) {
        endFilling(known);
      }
      int last = aliases().keySet().stream().mapToInt(IndexDefinition::generation).max().orElse(0);
      String index = IndexDefinition.name(last + 1);
      if (!IndexDefinition.create(client, index, ThingIndex.NEXT, shards)) {
        throw new IndexUnavailableException(index + " was made by somebody else just now", null);
      }
      return index;
    } catch (IOException | OpenSearchException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void swap(String index) {
    try {
      UpdateAliasesRequest.Builder change = new UpdateAliasesRequest.Builder();
      for (Map.Entry<String, Set<String>> known : aliases().entrySet()) {
        if (known.getValue().contains(ThingIndex.LIVE) && !known.getKey().equals(index)) {
          change.actions(
              action -> action.remove(from -> from.index(known.getKey()).alias(ThingIndex.LIVE)));
        }
      }
      change.actions(action -> action.add(to -> to.index(index).alias(ThingIndex.LIVE)));
      client.indices().updateAliases(change.build());
    } catch (IOException | OpenSearchException e) {
      throw unavailable(e);
    }
  }

  @Override
  public void endFilling(String index) {
    try {
      if (aliases().getOrDefault(index, Set.of()).contains(ThingIndex.NEXT)) {
        client
            .indices()
            .updateAliases(
                change ->
                    change.actions(
                        action -> action.remove(from -> from.index(index).alias(ThingIndex.NEXT))));
      }
    } catch (IOException | OpenSearchException e) {
      throw unavailable(e);
    }
  }

  private static IndexUnavailableException unavailable(Exception e) {
    return new IndexUnavailableException("OpenSearch: " + e.getMessage(), e);
  }
}
