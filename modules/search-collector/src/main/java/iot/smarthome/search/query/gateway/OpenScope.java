package iot.smarthome.search.query.gateway;

import iot.smarthome.search.query.entity.Scope;
import jakarta.enterprise.context.ApplicationScoped;

/** Everything, as long as there are no logins. */
@ApplicationScoped
public class OpenScope implements CallerScope {

  @Override
  public Scope current() {
    return Scope.EVERYTHING;
  }
}
