package iot.smarthome.search.query.gateway;

import iot.smarthome.search.query.entity.Scope;

/** What the caller of the current request may see. */
public interface CallerScope {

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 503 when nobody can say it now
   */
  Scope current();
}
