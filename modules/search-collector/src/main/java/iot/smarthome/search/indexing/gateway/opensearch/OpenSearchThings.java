package iot.smarthome.search.indexing.gateway.opensearch;

import iot.smarthome.search.indexing.entity.LocatedThing;
import iot.smarthome.search.indexing.entity.Place;
import iot.smarthome.search.indexing.entity.Thing;
import iot.smarthome.search.indexing.gateway.IndexUnavailableException;
import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.indexing.gateway.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.Conflicts;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.VersionType;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.BulkRequest;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;
import org.opensearch.client.opensearch.core.mget.MultiGetResponseItem;
import org.opensearch.client.opensearch.core.search.Hit;

/**
 * Things in OpenSearch.
 *
 * <p>Documents are written under external versions of the kind "greater or equal": of the same
 * version, what was resolved later wins. An update by query is never used, because it would count
 * the version up and then the next event of the thing would be refused.
 */
@ApplicationScoped
public class OpenSearchThings implements ThingIndex {

  private static final List<String> OF_PLACES =
      List.of("id", "kind", "live", "name", "parentId", "position", "group");

  private final OpenSearchClient client;
  private final int shards;

  /** For the container's proxy. */
  protected OpenSearchThings() {
    this(null, 1);
  }

  @Inject
  public OpenSearchThings(
      OpenSearchClient client,
      @ConfigProperty(name = "smarthome.indexing.shards", defaultValue = "1") int shards) {
    this.client = client;
    this.shards = shards;
  }

  /** One question to OpenSearch. */
  @FunctionalInterface
  private interface Question<T> {
    T ask() throws IOException;
  }

  private static <T> T ask(Question<T> question) {
    try {
      return question.ask();
    } catch (IOException | OpenSearchException e) {
      throw new IndexUnavailableException("OpenSearch: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean prepare() {
    return ask(
        () -> {
          if (client.indices().existsAlias(alias -> alias.name(LIVE)).value()) {
            return false;
          }
          return IndexDefinition.create(client, IndexDefinition.name(1), LIVE, shards);
        });
  }

  @Override
  public Map<String, Place> places(String target, Collection<String> ids) {
    List<MultiGetResponseItem<ThingDocument>> items =
        ask(
            () ->
                client
                    .mget(
                        get -> get.index(target).ids(List.copyOf(ids)).sourceIncludes(OF_PLACES),
                        ThingDocument.class)
                    .docs());
    Map<String, Place> places = new HashMap<>();
    for (MultiGetResponseItem<ThingDocument> item : items) {
      if (item.isFailure()) {
        throw new IndexUnavailableException("OpenSearch: " + item.failure().error().reason(), null);
      }
      if (item.result().found() && item.result().source() != null) {
        Place place = item.result().source().toPlace();
        places.put(place.id(), place);
      }
    }
    return places;
  }

  @Override
  public List<Verdict> write(String target, List<LocatedThing> things) {
    BulkRequest.Builder bulk = new BulkRequest.Builder().index(target).requireAlias(true);
    for (LocatedThing thing : things) {
      bulk.operations(
          operation ->
              operation.index(
                  index ->
                      index
                          .id(thing.thing().id())
                          .version(thing.thing().order())
                          .versionType(VersionType.ExternalGte)
                          .document(ThingDocument.of(thing))));
    }
    BulkResponse response = ask(() -> client.bulk(bulk.build()));
    List<Verdict> verdicts = new ArrayList<>(things.size());
    for (BulkResponseItem item : response.items()) {
      verdicts.add(verdict(item.status(), item.error()));
    }
    return verdicts;
  }

  static Verdict verdict(int status, ErrorCause error) {
    if (status < 300) {
      return Verdict.WRITTEN;
    }
    if (status == 409) {
      return Verdict.NEWER_THERE;
    }
    String reason = error == null ? "status " + status : error.type() + ": " + error.reason();
    if (status == 404) {
      // no alias, no index: it is not the document's fault
      throw new IndexUnavailableException("OpenSearch: " + reason, null);
    }
    if (status == 429 || status >= 500 || reason.startsWith("cluster_block_exception")) {
      return Verdict.BUSY;
    }
    return Verdict.refused(reason);
  }

  @Override
  public List<Thing> behind(String target, List<Place> places, String afterId, int limit) {
    List<Query> lacking = new ArrayList<>();
    for (Place place : places) {
      lacking.add(
          Query.of(
              query ->
                  query.bool(
                      bool ->
                          bool.filter(term("within", place.id()))
                              .mustNot(term("marks", place.mark()), term("id", place.id())))));
    }
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(target)
            .size(limit)
            .trackTotalHits(track -> track.enabled(false))
            .query(
                query ->
                    query.bool(
                        bool ->
                            bool.filter(
                                    live ->
                                        live.term(
                                            term -> term.field("live").value(FieldValue.TRUE)))
                                .filter(
                                    any ->
                                        any.bool(
                                            or -> or.should(lacking).minimumShouldMatch("1")))))
            .sort(sort -> sort.field(field -> field.field("id").order(SortOrder.Asc)));
    if (afterId != null) {
      search.searchAfter(FieldValue.of(afterId));
    }
    List<Thing> things = new ArrayList<>();
    for (Hit<ThingDocument> hit :
        ask(() -> client.search(search.build(), ThingDocument.class)).hits().hits()) {
      things.add(hit.source().toThing());
    }
    return things;
  }

  private static Query term(String field, String value) {
    return Query.of(query -> query.term(term -> term.field(field).value(FieldValue.of(value))));
  }

  @Override
  public void refresh(String target) {
    ask(() -> client.indices().refresh(refresh -> refresh.index(target)));
  }

  @Override
  public void forgetGone(Instant before) {
    ask(
        () ->
            client.deleteByQuery(
                delete ->
                    delete
                        .index(LIVE)
                        .conflicts(Conflicts.Proceed)
                        .query(
                            query ->
                                query.bool(
                                    bool ->
                                        bool.filter(
                                                gone ->
                                                    gone.term(
                                                        term ->
                                                            term.field("live")
                                                                .value(FieldValue.FALSE)))
                                            .filter(
                                                old ->
                                                    old.range(
                                                        range ->
                                                            range
                                                                .field("updatedAt")
                                                                .lt(
                                                                    JsonData.of(
                                                                        before.toString()))))))));
  }
}
