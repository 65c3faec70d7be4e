package iot.smarthome.search.query.gateway;

import iot.smarthome.search.query.entity.Findings;
import iot.smarthome.search.query.entity.Question;
import iot.smarthome.search.query.entity.Scope;
import iot.smarthome.search.query.entity.Suggestion;
import java.util.List;

/** Asks the index. */
public interface ThingFinder {

  /**
   * @throws FinderUnavailableException when it does not answer
   */
  Findings find(Question question, Scope scope);

  /**
   * Names that hold a word for each one given, the last one begun; each name once.
   *
   * @throws FinderUnavailableException when it does not answer
   */
  List<Suggestion> suggest(List<String> words, Scope scope, int limit);
}
