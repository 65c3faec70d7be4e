package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.EntityRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may do what, by the policies that a platform begins with. */
class DefaultPoliciesTest {

  /**
   * Who they are: see {@link World}. root administrates the platform, ada the house b1, adb the
   * house b2; erik, wim and sue are engineers in the east and the west of b1 and in b2; olga owns
   * the room r1, oskar the device d2, nora the room r3 in b2; idle has groups and no role; nobody
   * has a login only.
   */
  private static final String MATRIX =
      """
      action               resource     root ada adb erik wim sue olga oskar nora idle nobody
      readPlace            Building:b1  Y    Y   .   .    .   .   .    .     .    .    .
      readPlace            Building:b2  Y    .   Y   .    .   .   .    .     .    .    .
      readPlace            Floor:f1     Y    Y   .   .    .   .   .    .     .    .    .
      readPlace            Area:a1      Y    Y   .   Y    .   .   .    .     .    .    .
      readPlace            Area:a2      Y    Y   .   .    Y   .   .    .     .    .    .
      readPlace            Area:a3      Y    .   Y   .    .   Y   .    .     .    .    .
      readPlace            Room:r1      Y    Y   .   Y    .   .   Y    .     .    .    .
      readPlace            Room:r2      Y    Y   .   .    Y   .   .    .     .    .    .
      readPlace            Room:r3      Y    .   Y   .    .   Y   .    .     Y    .    .
      readPlace            Place:r3     Y    .   Y   .    .   Y   .    .     Y    .    .
      changePlace          Building:b1  Y    Y   .   .    .   .   .    .     .    .    .
      changePlace          Room:r1      Y    Y   .   .    .   .   .    .     .    .    .
      movePlace            Area:a1      Y    Y   .   .    .   .   .    .     .    .    .
      removePlace          Room:r3      Y    .   Y   .    .   .   .    .     .    .    .
      addPlace             Platform     Y    .   .   .    .   .   .    .     .    .    .
      addPlace             Building:b1  Y    Y   .   .    .   .   .    .     .    .    .
      addPlace             Area:a3      Y    .   Y   .    .   .   .    .     .    .    .
      importBuilding       Platform     Y    .   .   .    .   .   .    .     .    .    .
      importBuilding       Building:b2  Y    .   Y   .    .   .   .    .     .    .    .
      readPlan             Floor:f1     Y    Y   .   .    .   .   .    .     .    .    .
      changePlan           Floor:f2     Y    .   Y   .    .   .   .    .     .    .    .
      registerDevice       Room:r1      Y    Y   .   Y    .   .   .    .     .    .    .
      registerDevice       Room:r2      Y    Y   .   .    Y   .   .    .     .    .    .
      registerDevice       Area:a3      Y    .   Y   .    .   Y   .    .     .    .    .
      registerDevice       Platform     Y    Y   Y   Y    Y   Y   .    .     .    .    .
      readDevice           Device:d1    Y    Y   .   Y    .   .   Y    .     .    .    .
      readDevice           Device:da    Y    Y   .   Y    .   .   .    .     .    .    .
      readDevice           Device:d2    Y    Y   .   .    Y   .   .    Y     .    .    .
      readDevice           Device:d3    Y    .   Y   .    .   Y   .    .     Y    .    .
      changeDevice         Device:d1    Y    Y   .   Y    .   .   .    .     .    .    .
      changeDevice         Device:d2    Y    Y   .   .    Y   .   .    .     .    .    .
      deleteDevice         Device:d3    Y    .   Y   .    .   Y   .    .     .    .    .
      commandDevice        Device:d1    Y    Y   .   Y    .   .   Y    .     .    .    .
      commandDevice        Device:d2    Y    Y   .   .    Y   .   .    Y     .    .    .
      commandDevice        Device:d3    Y    .   Y   .    .   Y   .    .     Y    .    .
      readMetrics          Device:d1    Y    Y   .   Y    .   .   Y    .     .    .    .
      readMetrics          Device:d3    Y    .   Y   .    .   Y   .    .     Y    .    .
      readAlert            Alert:al1    Y    Y   .   Y    .   .   Y    .     .    .    .
      readAlert            Alert:al3    Y    .   Y   .    .   Y   .    .     Y    .    .
      acknowledgeAlert     Alert:al1    Y    Y   .   Y    .   .   .    .     .    .    .
      acknowledgeAlert     Alert:al3    Y    .   Y   .    .   Y   .    .     .    .    .
      listPlaces           Platform     Y    Y   Y   Y    Y   Y   Y    Y     Y    .    .
      listPlaces           Building:b1  Y    Y   .   .    .   .   .    .     .    .    .
      listDevices          Platform     Y    Y   Y   Y    Y   Y   Y    Y     Y    .    .
      listAlerts           Platform     Y    Y   Y   Y    Y   Y   Y    Y     Y    .    .
      searchPlaces         Platform     Y    Y   Y   Y    Y   Y   Y    Y     Y    .    .
      search               Platform     Y    Y   Y   Y    Y   Y   Y    Y     Y    .    .
      administrateUsers    Platform     Y    .   .   .    .   .   .    .     .    .    .
      administrateUsers    User:olga    Y    .   .   .    .   .   .    .     .    .    .
      readUser             User:olga    Y    .   .   .    .   .   .    .     .    .    .
      readUser             User:ada     Y    .   .   .    .   .   .    .     .    .    .
      readUser             Group:east   Y    .   .   .    .   .   .    .     .    .    .
      readGroup            Group:east   Y    Y   Y   Y    Y   Y   Y    Y     Y    .    .
      readGroup            Platform     Y    Y   Y   Y    Y   Y   Y    Y     Y    .    .
      administratePolicies Platform     Y    .   .   .    .   .   .    .     .    .    .
      readAudit            Platform     Y    .   .   .    .   .   .    .     .    .    .
      rebuildSearch        Platform     Y    .   .   .    .   .   .    .     .    .    .
      askDecision          Platform     Y    Y   Y   Y    Y   Y   Y    Y     Y    Y    Y
      readSelf             Platform     Y    Y   Y   Y    Y   Y   Y    Y     Y    Y    Y
      changeSelf           Platform     Y    Y   Y   Y    Y   Y   Y    Y     Y    Y    Y
      """;

  private final World world = new World();
  private final Decide decide = world.decide();

  @TestFactory
  Stream<DynamicTest> areTheMatrix() {
    List<String> lines = MATRIX.lines().toList();
    String[] names = lines.get(0).strip().split("\\s+");
    return lines.stream()
        .skip(1)
        .flatMap(
            line -> {
              String[] cells = line.strip().split("\\s+");
              assertThat(cells).as(line).hasSameSizeAs(names);
              String[] resource = cells[1].split(":");
              EntityRef ref =
                  resource.length == 1
                      ? EntityRef.PLATFORM
                      : new EntityRef(resource[0], resource[1]);
              List<DynamicTest> tests = new ArrayList<>();
              for (int i = 2; i < cells.length; i++) {
                String name = names[i];
                boolean allowed = cells[i].equals("Y");
                tests.add(
                    DynamicTest.dynamicTest(
                        "%s %s %s on %s"
                            .formatted(name, allowed ? "may" : "may not", cells[0], cells[1]),
                        () -> check(name, cells[0], ref, allowed)));
              }
              return tests.stream();
            });
  }

  private void check(String name, String action, EntityRef ref, boolean allowed) {
    Decision decision =
        decide.decide(world.who(name), Ask.action(action, ref, "203.0.113.5")).decision();

    assertThat(decision.outcome())
        .as(decision.reason())
        .isEqualTo(allowed ? Decision.Outcome.ALLOW : Decision.Outcome.DENY);
    assertThat(decision.policies().isEmpty()).isEqualTo(!allowed);
  }

  @Test
  void everyActionIsInTheMatrix() {
    List<String> asked =
        MATRIX.lines().skip(1).map(line -> line.strip().split("\\s+")[0]).distinct().toList();

    assertThat(asked).containsExactlyInAnyOrderElementsOf(World.ENGINE.actions());
  }

  @Test
  void everyPolicyFitsTheSchemaAndSaysWhatItDoes() {
    assertThat(world.all())
        .hasSize(12)
        .allSatisfy(
            policy -> {
              assertThat(World.ENGINE.faults(policy.content().text())).isEmpty();
              assertThat(policy.content().description()).endsWith(".");
              assertThat(policy.content().text()).startsWith("@id(\"" + policy.id() + "\")");
              assertThat(policy.version()).isEqualTo(1);
            });
  }

  @Test
  void aRoleAloneOpensNothing() {
    world.person("lone", java.util.Set.of("administrator", "engineer", "end-user"));

    for (String id : Arrays.asList("d1", "d2", "d3")) {
      assertThat(
              decide
                  .decide(world.who("lone"), Ask.action("readDevice", "Device", id))
                  .decision()
                  .outcome())
          .isEqualTo(Decision.Outcome.DENY);
    }
  }
}
