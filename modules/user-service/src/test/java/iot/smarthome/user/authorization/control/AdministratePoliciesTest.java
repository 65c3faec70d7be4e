package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.entity.Circumstances;
import iot.smarthome.user.authorization.entity.Decision.Outcome;
import iot.smarthome.user.authorization.entity.Policy;
import iot.smarthome.user.authorization.entity.PolicyVersion;
import iot.smarthome.user.authorization.entity.PolicyVersion.Kind;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdministratePoliciesTest {

  private static final Circumstances NOW =
      new Circumstances(World.NOON, ZoneOffset.UTC, "203.0.113.5", false, null);
  private static final String BY = "root@idp";

  private final World world = new World();
  private final AdministratePolicies administrate = world.administrate();

  private static String forbid(String id, String rest) {
    return "@id(\"%s\")\n@description(\"A test.\")\nforbid %s;".formatted(id, rest);
  }

  private boolean mayRead(String who, String device) {
    return world
            .decide()
            .decide(world.who(who), Ask.action("readDevice", "Device", device))
            .decision()
            .outcome()
        == Outcome.ALLOW;
  }

  @Test
  void aPolicyCountsWhenTheCallReturnsAndAsLongAsItIsEnabled() {
    String text = forbid("no-reading", "(principal, action == Action::\"readDevice\", resource)");
    assertThat(mayRead("erik", "d1")).isTrue();

    Policy added = administrate.add(text, true, BY, NOW);
    assertThat(added.version()).isEqualTo(1);
    assertThat(mayRead("erik", "d1")).isFalse();

    Policy off = administrate.change("no-reading", null, false, version -> {}, BY, NOW);
    assertThat(off.version()).isEqualTo(2);
    assertThat(mayRead("erik", "d1")).isTrue();

    Policy narrower =
        administrate.change(
            "no-reading",
            forbid(
                "no-reading",
                "(principal == User::\"wim\", action == Action::\"readDevice\", resource)"),
            true,
            version -> assertThat(version).isEqualTo(2),
            "other@idp",
            NOW);
    assertThat(narrower.version()).isEqualTo(3);
    assertThat(mayRead("erik", "d1")).isTrue();
    assertThat(mayRead("wim", "d2")).isFalse();

    administrate.delete("no-reading", version -> {}, BY, NOW);
    assertThat(mayRead("wim", "d2")).isTrue();
  }

  @Test
  void remembersWhoDidWhat() {
    String text = forbid("short-lived", "(principal, action == Action::\"search\", resource)");
    administrate.add(text, true, BY, NOW);
    administrate.change("short-lived", null, false, version -> {}, "second@idp", NOW);
    administrate.change("short-lived", null, true, version -> {}, "third@idp", NOW);
    administrate.change("short-lived", text + "\n", null, version -> {}, "fourth@idp", NOW);
    administrate.delete("short-lived", version -> {}, "fifth@idp", NOW);

    List<PolicyVersion> history = new FindPolicies(world).history("short-lived", 10, null).items();
    assertThat(history)
        .extracting(PolicyVersion::kind)
        .containsExactly(Kind.DELETED, Kind.CHANGED, Kind.ENABLED, Kind.DISABLED, Kind.CREATED);
    assertThat(history).extracting(PolicyVersion::version).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(history).extracting(PolicyVersion::by).contains("third@idp", "fifth@idp");
    assertThat(history.get(0).after()).isNull();
    assertThat(history.get(0).before().text()).isEqualTo(text + "\n");
    assertThat(history.get(4).before()).isNull();

    // the same id again goes on counting
    assertThat(administrate.add(text, true, BY, NOW).version()).isEqualTo(6);
  }

  @Test
  void pagesThroughPoliciesAndTheirHistory() {
    FindPolicies find = new FindPolicies(world);
    Page<Policy> first = find.page(4, null);
    Page<Policy> second = find.page(4, first.nextCursor());
    Page<Policy> third = find.page(4, second.nextCursor());
    assertThat(first.items()).hasSize(4);
    assertThat(second.items()).hasSize(4);
    assertThat(third.items()).hasSize(4);
    assertThat(third.nextCursor()).isNull();
    assertThat(find.byId("engineers-read-devices").enabled()).isTrue();

    administrate.change("engineers-read-devices", null, false, version -> {}, BY, NOW);
    Page<PolicyVersion> newest = find.history("engineers-read-devices", 1, null);
    assertThat(newest.items()).hasSize(1);
    Page<PolicyVersion> rest = find.history("engineers-read-devices", 1, newest.nextCursor());
    assertThat(rest.items().get(0).kind()).isEqualTo(Kind.CREATED);
    assertThat(rest.items().get(0).by()).isEqualTo("platform");
    assertRefused(404, () -> find.byId("ghost"));
    assertRefused(404, () -> find.history("ghost", 1, null));
  }

  @Test
  void refusesWhatIsTakenUnknownOrChangedMeanwhile() {
    String text = forbid("twice", "(principal, action == Action::\"search\", resource)");
    administrate.add(text, true, BY, NOW);

    assertRefused(409, () -> administrate.add(text, true, BY, NOW));
    assertRefused(404, () -> administrate.change("ghost", null, false, version -> {}, BY, NOW));
    assertRefused(404, () -> administrate.delete("ghost", version -> {}, BY, NOW));
    assertRefused(
        422,
        () ->
            administrate.change(
                "twice", text.replace("\"twice\"", "\"thrice\""), null, version -> {}, BY, NOW));
    assertThat(administrate.change("twice", text, true, version -> {}, BY, NOW).version())
        .as("nothing is different")
        .isEqualTo(1);
  }

  @Test
  void refusesAnInvalidPolicyAndStoresNothing() {
    assertRefused(
        422,
        () ->
            administrate.add(
                forbid("unknown-type", "(principal, action, resource is Spaceship)"),
                true,
                BY,
                NOW));

    assertThat(world.find("unknown-type")).isEmpty();
    assertThat(world.history("unknown-type", null, 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(principal, action, resource)",
        "(principal, action in Action::\"administration\", resource)",
        "(principal, action == Action::\"administratePolicies\", resource)",
        "(principal, action == Action::\"administrateUsers\", resource)",
        "(principal == User::\"root\", action, resource)",
        "(principal in Group::\"platform\", action, resource)",
        "(principal in Role::\"administrator\", action, resource)",
        // a week hence it would be too late
        "(principal, action, resource) when { context.time.epochSeconds > 1796000000 }",
        "(principal, action, resource) when { context.time.dayOfWeek == 3 }",
        // from the network of the one who changes it
        "(principal, action, resource) when { context.network.isInRange(ip(\"203.0.113.0/24\")) }",
        // nobody is known to come with this
        "(principal, action, resource) when { context.client != \"console\" }",
      })
  void refusesToLockEverybodyOut(String rest) {
    assertRefused(409, () -> administrate.add(forbid("lock-out", rest), true, BY, NOW));
    assertThat(world.find("lock-out")).isEmpty();
    // one that does not count yet harms nobody, but may not be made to count
    administrate.add(forbid("lock-out", rest), false, BY, NOW);
    assertRefused(409, () -> administrate.change("lock-out", null, true, version -> {}, BY, NOW));
    assertThat(mayRead("erik", "d1")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(principal in Role::\"engineer\", action, resource)",
        "(principal, action in Action::\"operating\", resource)",
        "(principal, action, resource) when { context.time.hour >= 20 || context.time.hour < 6 }",
        "(principal, action, resource) unless { context.mfa }",
        "(principal, action, resource) when { context.network.isInRange(ip(\"198.51.100.0/24\")) }",
      })
  void letsPassWhatLeavesSomebody(String rest) {
    assertThat(administrate.add(forbid("harmless", rest), true, BY, NOW).enabled()).isTrue();
  }

  @Test
  void refusesToTakeAwayTheLastPermissionOfAdministrators() {
    String id = "platform-administrators-do-everything";
    assertRefused(409, () -> administrate.delete(id, version -> {}, BY, NOW));
    assertRefused(409, () -> administrate.change(id, null, false, version -> {}, BY, NOW));
    assertRefused(
        409,
        () ->
            administrate.change(
                id,
                "@id(\"%s\")\n@description(\"Nearly.\")\npermit (principal in Role::\"administrator\", action, resource) when { principal in Group::\"platforms\" };"
                    .formatted(id),
                null,
                version -> {},
                BY,
                NOW));

    // with another in its place it can go
    administrate.add(
        "@id(\"instead\")\n@description(\"Root may.\")\npermit (principal == User::\"root\", action, resource);",
        true,
        BY,
        NOW);
    administrate.delete(id, version -> {}, BY, NOW);
    assertThat(world.find(id)).isEmpty();
  }

  @Test
  void anotherAdministratorIsEnough() {
    world.person("second", java.util.Set.of("administrator"), "platform");

    administrate.add(
        forbid("not-root", "(principal == User::\"root\", action, resource)"), true, BY, NOW);

    assertThat(mayRead("root", "d1")).isFalse();
    assertRefused(
        409,
        () ->
            administrate.add(
                forbid("nor-second", "(principal == User::\"second\", action, resource)"),
                true,
                BY,
                NOW));
  }

  @Test
  void beforeThereIsAnAdministratorTheOneToComeIsKeptIn() {
    world.nobodyAdministrates();

    assertRefused(
        409,
        () ->
            administrate.add(
                forbid("closed", "(principal in Role::\"administrator\", action, resource)"),
                true,
                BY,
                NOW));
  }

  private static void assertRefused(int status, Runnable change) {
    assertThatThrownBy(change::run)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(status));
  }
}
