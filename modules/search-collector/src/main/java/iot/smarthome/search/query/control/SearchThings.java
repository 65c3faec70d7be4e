package iot.smarthome.search.query.control;

import iot.smarthome.search.query.entity.Findings;
import iot.smarthome.search.query.entity.Question;
import iot.smarthome.search.query.entity.Scope;
import iot.smarthome.search.query.entity.Suggestion;
import iot.smarthome.search.query.gateway.CallerScope;
import iot.smarthome.search.query.gateway.FinderUnavailableException;
import iot.smarthome.search.query.gateway.ThingFinder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** Finds what the caller may see. */
@ApplicationScoped
public class SearchThings {

  private static final Findings NOTHING = new Findings(List.of(), 0, true, Map.of(), null);

  private final ThingFinder finder;
  private final CallerScope callerScope;

  /** For the container's proxy. */
  protected SearchThings() {
    this(null, null);
  }

  @Inject
  public SearchThings(ThingFinder finder, CallerScope callerScope) {
    this.finder = finder;
    this.callerScope = callerScope;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 503 when OpenSearch does not answer, or
   *     nobody can say what the caller may see
   */
  public Findings find(Question question) {
    Scope scope = callerScope.current();
    if (scope.isEmpty()) {
      return NOTHING;
    }
    try {
      return finder.find(question, scope);
    } catch (FinderUnavailableException e) {
      throw SearchProblems.unavailable(e);
    }
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException as {@link #find}
   */
  public List<Suggestion> suggest(List<String> words, int limit) {
    Scope scope = callerScope.current();
    if (scope.isEmpty() || words.isEmpty()) {
      return List.of();
    }
    try {
      return finder.suggest(words, scope, limit);
    } catch (FinderUnavailableException e) {
      throw SearchProblems.unavailable(e);
    }
  }
}
