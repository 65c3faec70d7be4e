package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.control.Explanation.Considered;
import iot.smarthome.user.authorization.entity.AuditEntry;
import iot.smarthome.user.authorization.entity.Decision.Outcome;
import iot.smarthome.user.authorization.entity.EntityRef;
import java.time.ZoneOffset;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ExplainDecisionTest {

  private final World world = new World();
  private final AuditTrail audit = new AuditTrail(world, World.ENGINE);
  private final AskForDecisions ask =
      new AskForDecisions(world.who, world.decide(), new ExplainDecision(), audit, world.book);

  private Explanation why(String who, DecisionRequest request) {
    return ask.ask(who + "@idp", null, request, true, Patience.NONE).explanation();
  }

  @Test
  void saysWhichPolicyComesClosestAndWhatItLacks() {
    Explanation why = why("wim", Ask.call("GET", "/devices/d1"));

    assertThat(why.closest().policy()).isEqualTo("engineers-read-devices");
    assertThat(why.closest().missing())
        .containsExactly("a group of the caller is responsible for it");
    assertThat(why.closest().held()).contains("the caller has the role engineer");
    assertThat(why.summary())
        .isEqualTo(
            "No policy permits readDevice on the Device d1. The policy engineers-read-devices comes"
                + " closest; it also asks that a group of the caller is responsible for it.");
    assertThat(why.considered())
        .extracting(Considered::policy)
        .contains(
            "administrators-manage-their-buildings",
            "platform-administrators-do-everything",
            "residents-use-their-devices")
        .doesNotContain("engineers-install-devices", "every-role-may-list");
  }

  @Test
  void saysWhatAnEndUserLacks() {
    Explanation why = why("nora", Ask.action("commandDevice", "Device", "d1"));

    assertThat(why.closest().policy()).isEqualTo("residents-use-their-devices");
    assertThat(why.closest().missing()).containsExactly("the caller owns it");
  }

  @Test
  void saysWhoHasNoRoleOrIsNobody() {
    assertThat(why("idle", Ask.call("GET", "/devices")).summary())
        .contains("The caller has no role.");
    assertThat(why("ghost", Ask.call("GET", "/devices")).summary())
        .contains("is no user of the platform");
  }

  @Test
  void saysWhichPolicyPermitsAndWhichForbids() {
    Explanation permitted = why("erik", Ask.call("GET", "/devices/d1"));
    assertThat(permitted.summary())
        .startsWith("Permitted by engineers-read-devices: Engineers read");
    assertThat(permitted.closest()).isNull();
    assertThat(permitted.considered().get(0).applies()).isTrue();

    world
        .administrate()
        .add(
            """
            @id("no-sirens-at-noon")
            @description("Nobody lets sirens sound at noon.")
            forbid (principal, action == Action::"commandDevice", resource is Device)
            when { resource.category == "sgbj" && context.time.hour == 12 }
            unless { context.network.isInRange(ip("10.0.0.0/8")) };
            """,
            true,
            "root@idp",
            world.decide().circumstances(Ask.onPlatform("readSelf")));
    Explanation forbidden = why("olga", Ask.action("commandDevice", "Device", "d1"));
    assertThat(forbidden.summary())
        .isEqualTo("Forbidden by no-sirens-at-noon: Nobody lets sirens sound at noon.");
    assertThat(forbidden.closest()).as("what is forbidden lacks no permit").isNull();
    Considered siren = forbidden.considered().get(0);
    assertThat(siren.policy()).isEqualTo("no-sirens-at-noon");
    assertThat(siren.applies()).isTrue();
    assertThat(siren.held())
        .anyMatch(words -> words.contains("\"sgbj\""))
        .anyMatch(words -> words.contains("hour"))
        .anyMatch(words -> words.startsWith("not: ") && words.contains("10.0.0.0/8"));

    Explanation unknown =
        why("olga", Ask.action("commandDevice", new EntityRef("Device", "d1"), null));
    assertThat(unknown.considered().get(0).unknown()).hasSize(1);
    assertThat(unknown.summary()).contains("not known of this call");
  }

  @Test
  void hasNothingToExplainWhereThePoliciesWereNotAsked() {
    assertThat(why("erik", Ask.call("GET", "/nowhere")).summary())
        .isEqualTo("No operation of the platform is GET /nowhere.");
    assertThat(why("erik", Ask.action("readDevice", "Device", "r1")).considered()).isEmpty();
  }

  @Test
  void onlyPlatformAdministratorsAskForOthers() {
    assertThat(
            ask.ask("root@idp", "erik", Ask.call("GET", "/devices/d1"), false, Patience.NONE)
                .decision()
                .outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(
            ask.ask("root@idp", "wim@idp", Ask.call("GET", "/devices/d1"), false, Patience.NONE)
                .decision()
                .outcome())
        .isEqualTo(Outcome.DENY);
    assertThat(
            ask.ask("erik@idp", "erik", Ask.call("GET", "/devices/d1"), false, Patience.NONE)
                .decision()
                .outcome())
        .isEqualTo(Outcome.ALLOW);
    for (String other : List.of("erik@idp", "ada@idp", "idle@idp", "ghost@idp")) {
      assertThatThrownBy(
              () -> ask.ask(other, "wim", Ask.call("GET", "/devices/d1"), false, Patience.NONE))
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(403));
    }
    assertThatThrownBy(
            () ->
                ask.ask("root@idp", "ghost", Ask.call("GET", "/devices/d1"), false, Patience.NONE))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(422));
  }

  @Test
  void writesDownDenialsAndAdministrativeActs() {
    ask.ask("wim@idp", null, Ask.call("GET", "/devices/d1"), false, Patience.NONE);
    ask.ask("erik@idp", null, Ask.call("GET", "/devices/d1"), false, Patience.NONE);
    ask.ask("root@idp", "nora", Ask.action("readDevice", "Device", "d1"), false, Patience.NONE);
    ask.ask("ada@idp", null, Ask.call("DELETE", "/rooms/r1"), false, Patience.NONE);
    ask.ask("erik@idp", null, Ask.call("GET", "/nowhere"), false, Patience.NONE);
    audit.stop();

    assertThat(world.written())
        .extracting(AuditEntry::subject)
        .containsExactly("wim@idp", "nora@idp", "ada@idp");
    AuditEntry first = world.written().get(0);
    assertThat(first.decision()).isEqualTo(Outcome.DENY);
    assertThat(first.path()).isEqualTo("/devices/d1");
    assertThat(first.network()).isEqualTo("203.0.113.5");
    assertThat(world.written().get(1).askedBy()).isEqualTo("root@idp");
    assertThat(world.written().get(2).decision()).isEqualTo(Outcome.ALLOW);
    assertThat(world.written().get(2).policies())
        .containsExactly("administrators-manage-their-buildings");
    assertThat(new FindAudit(world).page(null, 2, null))
        .satisfies(
            page -> {
              assertThat(page.items()).hasSize(2);
              assertThat(new FindAudit(world).page(null, 2, page.nextCursor()).items()).hasSize(1);
            });
  }

  @Test
  void makesSureOfARightAgainBehindTheGateway() {
    ask.require("root@idp", "readAudit", Ask.onPlatform("readAudit"));
    assertThatThrownBy(() -> ask.require("ada@idp", "readAudit", Ask.onPlatform("readAudit")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(403);
              assertThat(e.getMessage()).contains("explain");
            });
    Awaitility.await().until(() -> world.written().size() == 1);
    audit.stop();
    assertThat(world.written().get(0).action()).isEqualTo("readAudit");
  }

  @Test
  void simulatesWithoutStoring() {
    SimulatePolicies simulate =
        new SimulatePolicies(
            world.book, World.ENGINE, world.decide(), new LockOutGuard(World.ENGINE, world));
    List<SimulatePolicies.Case> cases =
        List.of(
            new SimulatePolicies.Case(world.who("erik"), Ask.call("GET", "/devices/d1")),
            new SimulatePolicies.Case(world.who("olga"), Ask.call("GET", "/devices/d1")));
    var now = world.decide().circumstances(Ask.onPlatform("readSelf"));

    SimulatePolicies.Outcome outcome =
        simulate.simulate(
            List.of(
                "@id(\"residents-only\")\n@description(\"Residents only.\")\nforbid (principal in Role::\"engineer\", action, resource);"),
            List.of(),
            cases,
            now);

    assertThat(outcome.compared())
        .extracting(SimulatePolicies.Compared::changed)
        .containsExactly(true, false);
    assertThat(outcome.compared().get(0).before().outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(outcome.compared().get(0).after().policies()).containsExactly("residents-only");
    assertThat(outcome.locksOut()).isFalse();
    assertThat(world.find("residents-only")).isEmpty();

    assertThat(
            simulate
                .simulate(List.of(), List.of("platform-administrators-do-everything"), cases, now)
                .locksOut())
        .isTrue();
    assertThatThrownBy(() -> simulate.simulate(List.of("permit"), List.of(), cases, now))
        .isInstanceOf(ProblemException.class);
    assertThatThrownBy(() -> simulate.simulate(List.of(), List.of("ghost"), cases, now))
        .isInstanceOf(ProblemException.class);
    assertThat(now.zone()).isEqualTo(ZoneOffset.UTC);
  }
}
