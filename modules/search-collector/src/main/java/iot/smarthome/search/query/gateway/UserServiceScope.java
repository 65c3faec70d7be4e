package iot.smarthome.search.query.gateway;

import iot.smarthome.scope.AccessScope;
import iot.smarthome.scope.AccessScopes;
import iot.smarthome.search.query.entity.Scope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** As User Service says for the caller: who may read a thing may find it. */
@ApplicationScoped
public class UserServiceScope implements CallerScope {

  static final String PLACES = "readPlace";
  static final String DEVICES = "readDevice";

  private final AccessScopes accessScopes;

  /** For the container's proxy. */
  protected UserServiceScope() {
    this(null);
  }

  @Inject
  public UserServiceScope(AccessScopes accessScopes) {
    this.accessScopes = accessScopes;
  }

  @Override
  public Scope current() {
    return new Scope(part(accessScopes.of(PLACES)), part(accessScopes.of(DEVICES)));
  }

  private static Scope.Part part(AccessScope scope) {
    return new Scope.Part(
        scope.unrestricted(),
        scope.places(),
        scope.ids(),
        scope.leftOut().stream().map(one -> new Scope.LeftOut(one.category(), one.ids())).toList());
  }
}
