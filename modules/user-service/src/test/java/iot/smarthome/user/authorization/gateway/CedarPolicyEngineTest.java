package iot.smarthome.user.authorization.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.user.authorization.control.World;
import iot.smarthome.user.authorization.entity.Effect;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.PolicyFault;
import iot.smarthome.user.authorization.entity.PolicyText;
import java.util.List;
import org.junit.jupiter.api.Test;

class CedarPolicyEngineTest {

  private static final String HEAD = "@id(\"a-test\")\n@description(\"A test.\")\n";
  private final PolicyEngine engine = World.ENGINE;

  private PolicyFault only(String text) {
    List<PolicyFault> faults =
        engine.faults(text).stream().filter(fault -> !fault.warning()).toList();
    assertThat(faults).isNotEmpty();
    return faults.get(0);
  }

  @Test
  void takesWhatFitsTheSchema() {
    String text = HEAD + "permit (principal, action == Action::\"readDevice\", resource);";

    assertThat(engine.faults(text)).isEmpty();
    PolicyText read = engine.read(text);
    assertThat(read).isEqualTo(new PolicyText("a-test", "A test.", Effect.PERMIT, text));
  }

  @Test
  void saysWhereTheGrammarIsBroken() {
    PolicyFault fault = only(HEAD + "permit (principal, action resource);");

    assertThat(fault.place()).isEqualTo("3:27");
    assertThat(fault.reason())
        .contains("unexpected token `resource`")
        .doesNotContain("policy with id");
  }

  @Test
  void countsCharactersAndNotBytes() {
    PolicyFault fault =
        only(
            HEAD
                + "permit (principal, action == Action::\"readDevice\", resource)\n"
                + "when { resource.category == \"số\" && resource.colour == \"é\" };");

    assertThat(fault.line()).isEqualTo(4);
    assertThat(fault.column()).isEqualTo(37);
    assertThat(fault.reason()).contains("attribute `colour` on entity type `Device` not found");
  }

  @Test
  void saysWhatMayHaveBeenMeant() {
    PolicyFault fault =
        only(
            HEAD
                + "permit (principal, action == Action::\"readDevice\", resource) when { resource.categori == \"x\" };");
    assertThat(fault.mend()).isEqualTo("did you mean `category`?");
    assertThat(
            only(HEAD + "permit (principal, action == Action::\"readDevise\", resource);").mend())
        .contains("readDevice");
    assertThat(only(HEAD + "permit (principal, action, resource is Spaceship);").reason())
        .contains("unrecognized entity type `Spaceship`");
  }

  @Test
  void refusesWhatMayBeMissing() {
    // the platform has no category, so a policy for all that is listed cannot ask for it
    assertThat(
            only(HEAD + "forbid (principal, action, resource) when { resource.category == \"x\" };")
                .reason())
        .contains("category");
  }

  @Test
  void refusesMoreAndLessThanOnePolicy() {
    assertThat(only("").reason()).contains("unexpected end of input");
    assertThat(
            only(HEAD
                    + "permit (principal, action, resource);\npermit (principal, action, resource);")
                .line())
        .isEqualTo(4);
    assertThat(only(HEAD + "permit (principal in ?principal, action, resource);").mend())
        .contains("template slot");
    assertThat(only("x".repeat(20_000)).reason()).contains("20000 characters");
  }

  @Test
  void asksForAnIdAndADescription() {
    String rule = "permit (principal, action == Action::\"readDevice\", resource);";
    assertThat(engine.faults(rule))
        .extracting(PolicyFault::reason)
        .containsExactly("the policy has no @id", "the policy has no @description");
    assertThat(only("@id(\"Not Kebab\")\n@description(\"x\")\n" + rule).reason())
        .isEqualTo("the @id is \"Not Kebab\"");
    assertThat(only("@description(\"x\")\n@id(\"validation\")\n" + rule).place()).isEqualTo("2:1");
    assertThat(only("@id(\"x\")\n@description(\" \")\n" + rule).reason())
        .isEqualTo("the @description has 0 characters");
  }

  @Test
  void knowsTheRolesThereAre() {
    PolicyFault fault =
        only(
            "// Role::\"gardener\" is no role\n"
                + HEAD
                + "permit (principal in Role::\"gardener\", action == Action::\"readDevice\", resource);");

    assertThat(fault.reason()).isEqualTo("there is no role \"gardener\"");
    assertThat(fault.mend()).isEqualTo("use one of administrator, end-user, engineer");
  }

  @Test
  void warnsOfAPolicyThatNeverApplies() {
    List<PolicyFault> faults =
        engine.faults(
            HEAD
                + "permit (principal, action == Action::\"readDevice\", resource) when { resource is Room };");

    assertThat(faults).isNotEmpty().allMatch(PolicyFault::warning);
    assertThat(faults.get(0).reason()).contains("impossible");
  }

  @Test
  void knowsTheActionsOfTheSchema() {
    assertThat(engine.actions()).contains("readDevice", "search").doesNotContain("reading");
    assertThat(engine.resourceTypes("registerDevice"))
        .containsExactlyInAnyOrder("Area", "Platform", "Room");
    assertThat(engine.resourceTypes("nothing")).isEmpty();
    assertThat(engine.actionGroups("administrateUsers")).containsExactly("administration");
  }

  @Test
  void findsEveryEntityThatAPolicyNames() {
    CompiledPolicies policies =
        engine.compile(
            List.of(
                engine.read(
                    HEAD
                        + "permit (principal in Group::\"g\", action, resource in Building::\"b\") when { resource == Device::\"d\" || [User::\"u\"].contains(principal) };")));

    assertThat(policies.named())
        .contains(
            new EntityRef("Group", "g"),
            new EntityRef("Building", "b"),
            new EntityRef("Device", "d"),
            new EntityRef("User", "u"));
  }

  @Test
  void readsFilesOfSeveralAndKeepsTheirText() {
    List<PolicyText> texts =
        engine.readAll(
            "// one\n"
                + HEAD
                + "permit (principal, action, resource);\n"
                + HEAD.replace("a-test", "b-test")
                + "forbid (principal, action, resource);");

    assertThat(texts).extracting(PolicyText::id).containsExactly("a-test", "b-test");
    assertThatThrownBy(() -> engine.readAll("nonsense"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesWithQuotesAreWrittenSafely() {
    assertThat(new EntityRef("User", "a\"b\\").toString()).isEqualTo("User::\"a\\\"b\\\\\"");
  }
}
