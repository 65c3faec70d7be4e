package iot.smarthome.search.query.gateway.opensearch;

import iot.smarthome.search.indexing.gateway.ThingIndex;
import iot.smarthome.search.indexing.gateway.opensearch.ThingDocument;
import iot.smarthome.search.query.entity.Facet;
import iot.smarthome.search.query.entity.Finding;
import iot.smarthome.search.query.entity.Findings;
import iot.smarthome.search.query.entity.Mark;
import iot.smarthome.search.query.entity.Order;
import iot.smarthome.search.query.entity.Point;
import iot.smarthome.search.query.entity.Question;
import iot.smarthome.search.query.entity.Scope;
import iot.smarthome.search.query.entity.Suggestion;
import iot.smarthome.search.query.gateway.FinderUnavailableException;
import iot.smarthome.search.query.gateway.ThingFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.DistanceUnit;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.aggregations.StringTermsBucket;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.Operator;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.opensearch.client.opensearch.core.search.TotalHits;
import org.opensearch.client.opensearch.core.search.TotalHitsRelation;

/** Asks OpenSearch. */
@ApplicationScoped
public class OpenSearchFinder implements ThingFinder {

  private static final int FACET_VALUES = 50;
  private static final List<String> NOT_SHOWN = List.of("marks", "declared", "position", "group");

  private final OpenSearchClient client;
  private final int exactTotals;

  /** For the container's proxy. */
  protected OpenSearchFinder() {
    this(null, 0);
  }

  @Inject
  public OpenSearchFinder(
      OpenSearchClient client,
      @ConfigProperty(name = "smarthome.query.exact-totals", defaultValue = "10000")
          int exactTotals) {
    this.client = client;
    this.exactTotals = exactTotals;
  }

  @Override
  public Findings find(Question question, Scope scope) {
    String copies =
        question.after() == null ? UUID.randomUUID().toString() : question.after().copies();
    return findings(ask(search(question, scope, copies)), question, copies);
  }

  private SearchResponse<ThingDocument> ask(SearchRequest request) {
    try {
      return client.search(request, ThingDocument.class);
    } catch (IOException e) {
      throw new FinderUnavailableException(e);
    } catch (OpenSearchException e) {
      if (e.status() == 400) {
        // it does not understand our question, which no waiting mends
        throw e;
      }
      throw new FinderUnavailableException(e);
    }
  }

  SearchRequest search(Question question, Scope scope, String copies) {
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(ThingIndex.LIVE)
            .preference(copies)
            .allowPartialSearchResults(false)
            // one more tells whether there is a next page
            .size(question.limit() + 1)
            .trackTotalHits(track -> track.count(exactTotals))
            .source(source -> source.filter(filter -> filter.excludes(NOT_SHOWN)))
            .query(query(question, scope))
            .sort(sort(question));
    if (question.after() != null) {
      search.searchAfter(key(question), FieldValue.of(question.after().id()));
    }
    for (Facet facet : question.facets()) {
      search.aggregations(
          facet.parameter(),
          aggregation -> aggregation.terms(terms -> terms.field(field(facet)).size(FACET_VALUES)));
    }
    return search.build();
  }

  private static FieldValue key(Question question) {
    String key = question.after().key();
    return question.order() == Order.NAME
        ? FieldValue.of(key)
        : FieldValue.of(Double.parseDouble(key));
  }

  private static List<SortOptions> sort(Question question) {
    SortOptions first =
        switch (question.order()) {
          case RELEVANCE ->
              SortOptions.of(sort -> sort.score(score -> score.order(SortOrder.Desc)));
          case NAME ->
              SortOptions.of(
                  sort -> sort.field(name -> name.field("name.folded").order(SortOrder.Asc)));
          case DISTANCE ->
              SortOptions.of(
                  sort ->
                      sort.geoDistance(
                          distance ->
                              distance
                                  .field("geo")
                                  .location(
                                      location ->
                                          location.latlon(
                                              at ->
                                                  at.lat(question.near().latitude())
                                                      .lon(question.near().longitude())))
                                  .unit(DistanceUnit.Meters)
                                  .order(SortOrder.Asc)));
        };
    return List.of(
        first, SortOptions.of(sort -> sort.field(id -> id.field("id").order(SortOrder.Asc))));
  }

  private static String field(Facet facet) {
    return facet == Facet.GROUP ? "groups" : facet.parameter();
  }

  private static Query query(Question question, Scope scope) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    inScope(all, scope);
    question.filters().forEach((facet, values) -> all.filter(any(field(facet), values)));
    if (question.place() != null) {
      all.filter(any("within", List.of(question.place())));
    }
    if (question.near() != null) {
      Point near = question.near();
      if (question.withinMetres() == null) {
        all.filter(query -> query.exists(exists -> exists.field("geo")));
      } else {
        all.filter(
            query ->
                query.geoDistance(
                    distance ->
                        distance
                            .field("geo")
                            .location(
                                location ->
                                    location.latlon(
                                        at -> at.lat(near.latitude()).lon(near.longitude())))
                            .distance(question.withinMetres() + "m")));
      }
    }
    if (question.box() != null) {
      all.filter(
          query ->
              query.geoBoundingBox(
                  box ->
                      box.field("geo")
                          .boundingBox(
                              bounds ->
                                  bounds.coords(
                                      sides ->
                                          sides
                                              .bottom(question.box().south())
                                              .left(question.box().west())
                                              .top(question.box().north())
                                              .right(question.box().east())))));
    }
    question.words().forEach(word -> all.must(word(word)));
    if (!question.words().isEmpty() && question.order() == Order.RELEVANCE) {
      better(all, String.join(" ", question.words()));
    }
    return Query.of(query -> query.bool(all.build()));
  }

  /** Part of the question itself, so that nothing is counted that may not be seen. */
  private static void inScope(BoolQuery.Builder all, Scope scope) {
    all.filter(term("live", FieldValue.TRUE));
    if (scope.places().equals(scope.devices())) {
      if (!scope.places().unrestricted() || !scope.places().leftOut().isEmpty()) {
        all.filter(seen(scope.places()));
      }
      return;
    }
    Query device = term("kind", FieldValue.of("DEVICE"));
    Query devices =
        Query.of(query -> query.bool(both -> both.filter(device, seen(scope.devices()))));
    Query places =
        Query.of(query -> query.bool(both -> both.mustNot(device).filter(seen(scope.places()))));
    all.filter(
        query -> query.bool(either -> either.should(devices, places).minimumShouldMatch("1")));
  }

  private static Query seen(Scope.Part part) {
    Query all =
        part.unrestricted()
            ? Query.of(query -> query.matchAll(everything -> everything))
            : isOrLiesIn(part.within(), part.ids());
    if (part.leftOut().isEmpty()) {
      return all;
    }
    return Query.of(
        query ->
            query.bool(
                some ->
                    some.filter(all)
                        .mustNot(part.leftOut().stream().map(OpenSearchFinder::leftOut).toList())));
  }

  private static Query isOrLiesIn(Set<String> within, Set<String> ids) {
    return Query.of(
        query ->
            query.bool(
                either ->
                    either.should(any("within", within), any("id", ids)).minimumShouldMatch("1")));
  }

  private static Query leftOut(Scope.LeftOut things) {
    BoolQuery.Builder both = new BoolQuery.Builder().filter(Query.of(all -> all.matchAll(q -> q)));
    if (things.category() != null) {
      both.filter(term("category", FieldValue.of(things.category())));
    }
    if (!things.ids().isEmpty()) {
      both.filter(isOrLiesIn(things.ids(), things.ids()));
    }
    return Query.of(query -> query.bool(both.build()));
  }

  private static Query term(String field, FieldValue value) {
    return Query.of(query -> query.term(term -> term.field(field).value(value)));
  }

  private static Query any(String field, Collection<String> values) {
    return Query.of(
        query ->
            query.terms(
                terms ->
                    terms
                        .field(field)
                        .terms(set -> set.value(values.stream().map(FieldValue::of).toList()))));
  }

  /** Somewhere in the thing or its path: with a typing error or two, or as the beginning. */
  private static Query word(String word) {
    return Query.of(
        query ->
            query.bool(
                either ->
                    either
                        .should(
                            typed ->
                                typed.match(
                                    match ->
                                        match
                                            .field("all")
                                            .query(FieldValue.of(word))
                                            .operator(Operator.And)
                                            .fuzziness("AUTO:4,8")
                                            .prefixLength(1)
                                            .maxExpansions(30)))
                        .should(begun(word, "all.beginnings"))
                        .minimumShouldMatch("1")));
  }

  /** Characters of a word in their order, the last part of it begun. */
  private static Query begun(String word, String field) {
    return Query.of(query -> query.matchPhrase(match -> match.field(field).query(word)));
  }

  /** What is named so comes before what only lies in something named so. */
  private static void better(BoolQuery.Builder all, String words) {
    all.should(
        name -> name.match(match -> match.field("name").query(FieldValue.of(words)).boost(4f)));
    all.should(name -> name.matchPhrase(match -> match.field("name").query(words).boost(4f)));
    all.should(
        name -> name.term(term -> term.field("name.folded").value(FieldValue.of(words)).boost(8f)));
    for (String field : List.of("code", "serial")) {
      all.should(
          exact -> exact.term(term -> term.field(field).value(FieldValue.of(words)).boost(8f)));
    }
  }

  private static Findings findings(
      SearchResponse<ThingDocument> response, Question question, String copies) {
    List<Hit<ThingDocument>> hits = response.hits().hits();
    boolean more = hits.size() > question.limit();
    List<Hit<ThingDocument>> page = more ? hits.subList(0, question.limit()) : hits;
    TotalHits total = response.hits().total();
    Map<Facet, List<Findings.Count>> facets = new EnumMap<>(Facet.class);
    for (Facet facet : question.facets()) {
      List<Findings.Count> counts = new ArrayList<>();
      for (StringTermsBucket bucket :
          response.aggregations().get(facet.parameter()).sterms().buckets().array()) {
        counts.add(new Findings.Count(bucket.key(), bucket.docCount()));
      }
      facets.put(facet, counts);
    }
    return new Findings(
        page.stream().map(hit -> finding(hit, question)).toList(),
        total.value(),
        total.relation() == TotalHitsRelation.Eq,
        facets,
        more ? mark(page.get(page.size() - 1), copies) : null);
  }

  private static Mark mark(Hit<ThingDocument> last, String copies) {
    FieldValue key = last.sort().get(0);
    return new Mark(String.valueOf(key._get()), last.source().id(), copies);
  }

  private static Finding finding(Hit<ThingDocument> hit, Question question) {
    ThingDocument thing = hit.source();
    return new Finding(
        thing.id(),
        thing.kind(),
        thing.name(),
        thing.code(),
        thing.serial(),
        thing.category(),
        thing.lifeCycle(),
        thing.connectivity(),
        thing.usage(),
        thing.address(),
        thing.path(),
        thing.building(),
        thing.within() == null ? List.of() : thing.within(),
        thing.groups() == null ? List.of() : thing.groups(),
        thing.geo() == null ? null : new Point(thing.geo().lat(), thing.geo().lon()),
        question.order() == Order.DISTANCE
            ? Double.valueOf(String.valueOf(hit.sort().get(0)._get()))
            : null,
        Instant.parse(thing.updatedAt()));
  }

  @Override
  public List<Suggestion> suggest(List<String> words, Scope scope, int limit) {
    List<Suggestion> suggestions = new ArrayList<>();
    for (Hit<ThingDocument> hit : ask(suggestions(words, scope, limit)).hits().hits()) {
      ThingDocument thing = hit.source();
      suggestions.add(new Suggestion(thing.name(), thing.kind(), thing.id(), thing.path()));
    }
    return suggestions;
  }

  SearchRequest suggestions(List<String> words, Scope scope, int limit) {
    BoolQuery.Builder all = new BoolQuery.Builder();
    inScope(all, scope);
    String text = String.join(" ", words);
    words.forEach(word -> all.must(begun(word, "name.beginnings")));
    // what begins so comes before what holds it further on
    all.should(name -> name.prefix(prefix -> prefix.field("name.folded").value(text).boost(4f)));
    return new SearchRequest.Builder()
        .index(ThingIndex.LIVE)
        .allowPartialSearchResults(false)
        .size(limit)
        .trackTotalHits(track -> track.enabled(false))
        .source(source -> source.filter(filter -> filter.includes("id", "name", "kind", "path")))
        .query(query -> query.bool(all.build()))
        .collapse(once -> once.field("name.folded"))
        .sort(sort -> sort.score(score -> score.order(SortOrder.Desc)))
        .sort(sort -> sort.field(name -> name.field("name.folded").order(SortOrder.Asc)))
        .build();
  }
}
