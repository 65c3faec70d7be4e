package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.control.FindScope.LeftOut;
import iot.smarthome.user.authorization.control.FindScope.Scope;
import iot.smarthome.user.authorization.entity.Circumstances;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindScopeTest {

  private static final Circumstances NOW =
      new Circumstances(World.NOON, ZoneOffset.UTC, "203.0.113.5", false, null);
  private final World world = new World();

  private Scope scope(String who, String action) {
    return world.scopes().of(world.who(who), action, NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "ada, readDevice, b1, ''",
    "ada, readPlace, b1, ''",
    "erik, readDevice, a1, ''",
    "erik, readPlace, a1, ''",
    "erik, readAlert, a1, ''",
    "erik, commandDevice, a1, ''",
    "erik, changePlace, '', ''",
    "olga, readDevice, r1, ''",
    "olga, readPlace, r1, ''",
    "olga, readMetrics, r1, ''",
    "oskar, readDevice, '', d2",
    "oskar, readAlert, '', d2",
    "oskar, readPlace, '', ''",
    "idle, readDevice, '', ''",
    "nobody, readDevice, '', ''",
  })
  void isWhereThePoliciesPermit(String who, String action, String places, String devices) {
    Scope scope = scope(who, action);

    assertThat(scope.unrestricted()).isFalse();
    assertThat(String.join(" ", scope.places())).isEqualTo(places);
    assertThat(String.join(" ", scope.devices())).isEqualTo(devices);
  }

  @Test
  void isEverythingForThoseWhoAdministrateThePlatform() {
    for (String action : List.of("readDevice", "readPlace", "readAlert", "readMetrics")) {
      assertThat(scope("root", action)).isEqualTo(new Scope(true, List.of(), List.of(), List.of()));
    }
  }

  @Test
  void namesAPlaceOnceWhenSeveralReasonsLeadThere() {
    world.person("both", Set.of("administrator", "end-user"), "house-1", "east");
    world.owns("both", "r1");
    world.owns("both", "d3");

    assertThat(scope("both", "readDevice"))
        .isEqualTo(new Scope(false, List.of("b1"), List.of("d3"), List.of()));
  }

  @Test
  void reachesWhatAPolicyNames() {
    world
        .administrate()
        .add(
            """
            @id("guests-of-the-west")
            @description("Wim's friend sees the west and one camera.")
            permit (principal == User::"idle", action == Action::"readDevice", resource)
            when { resource in Area::"a2" || resource == Device::"d3" };
            """,
            true,
            "root@idp",
            NOW);

    assertThat(scope("idle", "readDevice"))
        .isEqualTo(new Scope(false, List.of("a2"), List.of("d3"), List.of()));
  }

  @Test
  void leavesOutWhatIsForbidden() {
    world
        .administrate()
        .add(
            """
            @id("house-1-is-closed")
            @description("Nobody reads in house 1.")
            forbid (principal, action in Action::"reading", resource in Building::"b1");
            """,
            true,
            "root@idp",
            NOW);

    assertThat(scope("ada", "readDevice").places()).isEmpty();
    assertThat(scope("adb", "readDevice").places()).containsExactly("b2");
  }

  private void policy(String text) {
    world
        .administrate()
        .add("@id(\"of-a-test\") @description(\"Of a test.\") " + text, true, "root@idp", NOW);
  }

  private static LeftOut everywhere(String category) {
    return new LeftOut(category, List.of());
  }

  @Test
  void leavesOutACategoryThatIsForbidden() {
    policy(
        "forbid (principal, action in Action::\"reading\", resource)"
            + " when { resource has category && resource.category == \"sgbj\" };");

    assertThat(scope("root", "readDevice"))
        .isEqualTo(new Scope(true, List.of(), List.of(), List.of(everywhere("sgbj"))));
    assertThat(scope("root", "readAlert").leftOut()).containsExactly(everywhere("sgbj"));
    assertThat(scope("root", "readPlace").leftOut()).isEmpty();
    assertThat(scope("ada", "readDevice"))
        .isEqualTo(
            new Scope(
                false, List.of("b1"), List.of(), List.of(new LeftOut("sgbj", List.of("b1")))));
    assertThat(scope("olga", "readAlert").leftOut())
        .containsExactly(new LeftOut("sgbj", List.of("r1")));
    assertThat(scope("nobody", "readDevice").leftOut()).isEmpty();
  }

  @Test
  void leavesOutACategoryWhereItIsForbidden() {
    policy(
        "forbid (principal, action, resource in Area::\"a1\")"
            + " when { resource has category && [\"sgbj\", \"sp\"].contains(resource.category) };");

    List<LeftOut> inTheEast =
        List.of(new LeftOut("sgbj", List.of("a1")), new LeftOut("sp", List.of("a1")));
    assertThat(scope("root", "readDevice").leftOut()).isEqualTo(inTheEast);
    assertThat(scope("ada", "readDevice").leftOut()).isEqualTo(inTheEast);
    assertThat(scope("adb", "readDevice").leftOut()).isEmpty();
  }

  @Test
  void leavesOutEveryCategoryThatAPatternMeans() {
    policy(
        "forbid (principal, action, resource)"
            + " when { resource has category && resource.category like \"s*\" };");

    assertThat(scope("root", "readDevice").leftOut())
        .containsExactly(everywhere("sgbj"), everywhere("sp"));
  }

  @Test
  void leavesOutAPlaceInWhatIsInScope() {
    policy("forbid (principal, action in Action::\"reading\", resource in Room::\"r1\");");

    for (String action : List.of("readPlace", "readDevice", "readAlert")) {
      assertThat(scope("root", action).leftOut()).containsExactly(new LeftOut(null, List.of("r1")));
      assertThat(scope("ada", action).leftOut()).containsExactly(new LeftOut(null, List.of("r1")));
      assertThat(scope("adb", action).leftOut()).isEmpty();
      assertThat(scope("olga", action).places()).isEmpty();
    }
  }

  @Test
  void leavesOutSingleThings() {
    policy(
        "forbid (principal, action in Action::\"reading\", resource)"
            + " when { resource in Device::\"d1\" || resource == Alert::\"al3\" };");

    assertThat(scope("ada", "readDevice").leftOut())
        .containsExactly(new LeftOut(null, List.of("d1")));
    assertThat(scope("ada", "readAlert").leftOut())
        .containsExactly(new LeftOut(null, List.of("d1")));
    assertThat(scope("root", "readAlert").leftOut())
        .containsExactly(new LeftOut(null, List.of("al3", "d1")));
  }

  @Test
  void leavesOutWhatBelongsToThoseWhomAPolicyNames() {
    policy(
        "forbid (principal in Role::\"administrator\", action in Action::\"reading\", resource)"
            + " when { resource has owners && (resource.owners.contains(User::\"nora\")"
            + " || resource.responsible.contains(Group::\"west\")) };");

    assertThat(scope("root", "readDevice").leftOut())
        .containsExactly(new LeftOut(null, List.of("a2", "r3")));
    assertThat(scope("ada", "readPlace").leftOut())
        .containsExactly(new LeftOut(null, List.of("a2")));
    assertThat(scope("nora", "readDevice").places()).containsExactly("r3");
  }

  @Test
  void leavesOutTheCallersOwn() {
    world.owns("ada", "r2");
    policy(
        "forbid (principal in Role::\"administrator\", action, resource)"
            + " when { resource has owners && resource.owners.contains(principal) };");

    assertThat(scope("ada", "readDevice"))
        .isEqualTo(
            new Scope(false, List.of("b1"), List.of(), List.of(new LeftOut(null, List.of("r2")))));
  }

  @Test
  void refusesActionsThatAreNotDoneToThings() {
    for (String action : List.of("readAudit", "nonsense")) {
      assertThatThrownBy(() -> scope("root", action))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(400));
    }
  }
}
