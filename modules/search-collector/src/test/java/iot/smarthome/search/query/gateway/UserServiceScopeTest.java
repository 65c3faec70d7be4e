package iot.smarthome.search.query.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import iot.smarthome.scope.AccessScope;
import iot.smarthome.scope.AccessScopes;
import iot.smarthome.search.query.entity.Scope;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UserServiceScopeTest {

  private final AccessScopes accessScopes = mock(AccessScopes.class);

  @Test
  void whoMayReadAThingMayFindIt() {
    when(accessScopes.of("readPlace")).thenReturn(AccessScope.EVERYTHING);
    when(accessScopes.of("readDevice"))
        .thenReturn(
            AccessScope.of(Set.of("a1"), Set.of("d1"))
                .without(new AccessScope.LeftOut("sgbj", Set.of("r1"))));
    Scope scope = new UserServiceScope(accessScopes).current();
    assertThat(scope.places().unrestricted()).isTrue();
    assertThat(scope.devices())
        .isEqualTo(
            new Scope.Part(
                false,
                Set.of("a1"),
                Set.of("a1", "d1"),
                List.of(new Scope.LeftOut("sgbj", Set.of("r1")))));
    assertThat(scope.isEmpty()).isFalse();
  }

  @Test
  void whoMayReadNothingFindsNothing() {
    when(accessScopes.of("readPlace")).thenReturn(AccessScope.NOTHING);
    when(accessScopes.of("readDevice")).thenReturn(AccessScope.NOTHING);
    assertThat(new UserServiceScope(accessScopes).current().isEmpty()).isTrue();
  }
}
