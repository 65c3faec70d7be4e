package iot.smarthome.user.authorization.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.Decision.Outcome;
import iot.smarthome.user.authorization.entity.EntityRef;
import iot.smarthome.user.authorization.entity.ThingType;
import iot.smarthome.user.authorization.gateway.ContractFiles;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecideTest {

  private static final String NO_SIRENS =
      """
      @id("no-sirens-at-night")
      @description("Nobody lets sirens sound at night.")
      forbid (principal, action == Action::"commandDevice", resource)
      when { resource.category == "sgbj" && (context.time.hour >= 22 || context.time.hour < 7) };
      """;

  private static final String HOME_NETWORK =
      """
      @id("commands-from-home-only")
      @description("Devices are commanded from the home network only.")
      forbid (principal, action == Action::"commandDevice", resource)
      unless { context.network.isInRange(ip("10.0.0.0/8")) };
      """;

  private final World world = new World();

  private void add(String text) {
    world
        .administrate()
        .add(text, true, "root@idp", world.decide().circumstances(Ask.onPlatform("readSelf")));
  }

  private Decision decide(String who, DecisionRequest request) {
    return world.decide().decide(world.who(who), request).decision();
  }

  private static JsonObject json(String text) {
    return Json.createReader(new StringReader(text)).readObject();
  }

  @Test
  void namesThePolicyThatPermits() {
    Decision decision = decide("erik", Ask.call("GET", "/devices/d1"));

    assertThat(decision.outcome()).isEqualTo(Outcome.ALLOW);
    assertThat(decision.policies()).containsExactly("engineers-read-devices");
    assertThat(decision.resource()).isEqualTo(new EntityRef("Device", "d1"));
    assertThat(decision.action()).isEqualTo("readDevice");
    assertThat(decision.reason()).startsWith("Engineers read devices");
  }

  @Test
  void saysThatNothingPermits() {
    Decision decision = decide("wim", Ask.call("GET", "/devices/d1"));

    assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
    assertThat(decision.policies()).isEmpty();
    assertThat(decision.reason()).isEqualTo("No policy permits readDevice on the Device d1.");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-24T12:00:00Z, UTC, ALLOW",
    "2026-11-24T22:00:00Z, UTC, DENY",
    "2026-11-24T06:59:59Z, UTC, DENY",
    "2026-11-24T07:00:00Z, UTC, ALLOW",
    // 22:30 in Ho Chi Minh City, afternoon in Greenwich
    "2026-11-24T15:30:00Z, Asia/Ho_Chi_Minh, DENY",
    "2026-11-24T22:30:00Z, Asia/Ho_Chi_Minh, DENY",
    "2026-11-25T01:00:00Z, Asia/Ho_Chi_Minh, ALLOW",
  })
  void forbidsSirensAtNightToEverybody(String at, String zone, Outcome expected) {
    add(NO_SIRENS);
    world.at(Instant.parse(at), ZoneId.of(zone));

    for (String who : List.of("olga", "ada", "root")) {
      Decision siren = decide(who, Ask.action("commandDevice", "Device", "d1"));
      assertThat(siren.outcome()).as(who).isEqualTo(expected);
      if (expected == Outcome.DENY) {
        assertThat(siren.policies()).containsExactly("no-sirens-at-night");
        assertThat(siren.reason()).isEqualTo("Nobody lets sirens sound at night.");
      }
    }
    assertThat(decide("oskar", Ask.action("commandDevice", "Device", "d2")).outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(decide("olga", Ask.action("readDevice", "Device", "d1")).outcome())
        .isEqualTo(Outcome.ALLOW);
  }

  @Test
  void aForbiddingPolicyThatCannotBeEvaluatedForbids() {
    add(HOME_NETWORK);
    EntityRef d1 = new EntityRef("Device", "d1");

    assertThat(decide("olga", Ask.action("commandDevice", d1, "10.1.2.3")).outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(decide("olga", Ask.action("commandDevice", d1, "192.0.2.1")).outcome())
        .isEqualTo(Outcome.DENY);
    for (String unknown : new String[] {null, "", "somewhere", "10.0.0.0/8", "010.1.1.1", "::g"}) {
      Decision decision = decide("olga", Ask.action("commandDevice", d1, unknown));
      assertThat(decision.outcome()).as(String.valueOf(unknown)).isEqualTo(Outcome.DENY);
      assertThat(decision.policies()).containsExactly("commands-from-home-only");
      assertThat(decision.reason()).contains("not known of this call");
    }
    // what it does not speak about is not forbidden
    assertThat(decide("olga", Ask.action("readDevice", d1, null)).outcome())
        .isEqualTo(Outcome.ALLOW);
  }

  @Test
  void aPermittingPolicyThatCannotBeEvaluatedDoesNotPermit() {
    add(
        """
        @id("visitors-read-in-house")
        @description("Whoever is in the house reads its devices.")
        permit (principal, action == Action::"readDevice", resource)
        when { context.network.isInRange(ip("10.0.0.0/8")) };
        """);
    EntityRef d1 = new EntityRef("Device", "d1");

    assertThat(decide("nora", Ask.action("readDevice", d1, "10.1.2.3")).outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(decide("nora", Ask.action("readDevice", d1, null)).outcome())
        .isEqualTo(Outcome.DENY);
  }

  @Test
  void understandsAddressesOfBothKinds() {
    for (String address :
        List.of("10.0.0.1", "255.255.255.255", "::1", "2001:db8::7", "1:2:3:4:5:6:7:8")) {
      assertThat(NetworkAddress.isOne(address)).as(address).isTrue();
    }
    for (String none :
        List.of(
            "256.0.0.1", "1.2.3", "01.2.3.4", "::1::2", "1:2:3", "1:2:3:4:5:6:7:8:9", "host", "")) {
      assertThat(NetworkAddress.isOne(none)).as(none).isFalse();
    }
  }

  @Test
  void allThatAnOperationAsksForMustBeAllowed() {
    // erik may change the device, but not put it into the west
    assertThat(
            decide("erik", Ask.call("PATCH", "/devices/d1", null, json("{\"name\":\"x\"}")))
                .outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(
            decide("erik", Ask.call("PATCH", "/devices/d1", null, json("{\"roomId\":\"r1\"}")))
                .outcome())
        .isEqualTo(Outcome.ALLOW);
    Decision west =
        decide("erik", Ask.call("PATCH", "/devices/d1", null, json("{\"roomId\":\"r2\"}")));
    assertThat(west.outcome()).isEqualTo(Outcome.DENY);
    assertThat(west.action()).isEqualTo("registerDevice");
    assertThat(west.resource()).isEqualTo(new EntityRef("Room", "r2"));
    Decision both =
        decide(
            "ada",
            Ask.call("PATCH", "/devices/d1", null, json("{\"roomId\":\"r2\",\"areaId\":\"a3\"}")));
    assertThat(both.outcome()).isEqualTo(Outcome.DENY);
  }

  @Test
  void aBodyThatNamesNothingIsAskedOfThePlatform() {
    for (JsonObject body : new JsonObject[] {null, json("{}"), json("{\"roomId\":null}")}) {
      Decision resident = decide("olga", Ask.call("POST", "/devices", null, body));
      assertThat(resident.outcome()).isEqualTo(Outcome.DENY);
      assertThat(resident.resource()).isEqualTo(EntityRef.PLATFORM);
      // whom the service tells what is missing
      assertThat(decide("erik", Ask.call("POST", "/devices", null, body)).outcome())
          .isEqualTo(Outcome.ALLOW);
      assertThat(decide("root", Ask.call("POST", "/devices", null, body)).outcome())
          .isEqualTo(Outcome.ALLOW);
    }
  }

  @Test
  void whatIsNoTextNamesNothingThatExists() {
    for (String room : List.of("5", "{\"id\":\"r1\"}", "[\"r1\"]", "true", "\"\"")) {
      assertThat(
              decide("erik", Ask.call("POST", "/devices", null, json("{\"roomId\":" + room + "}")))
                  .outcome())
          .as(room)
          .isEqualTo(Outcome.UNKNOWN_RESOURCE);
    }
  }

  @Test
  void everyValueOfAQueryParameterCounts() {
    ContractFiles contracts =
        () ->
            List.of(
                new ContractFiles.Operation(
                    "device-service",
                    "GET",
                    "/devices",
                    "listDevices",
                    "listDevices Area query:area?; listDevices Platform"));
    Decide decide = world.decide(contracts);

    assertThat(
            decide
                .decide(world.who("erik"), Ask.call("GET", "/devices", "area=a1&x", null))
                .decision()
                .outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(
            decide
                .decide(world.who("erik"), Ask.call("GET", "/devices", null, null))
                .decision()
                .outcome())
        .isEqualTo(Outcome.ALLOW);
    for (String query :
        List.of(
            "area=a1&area=a2", "area=a2&area=a1", "a%72ea=a2", "area=%612", "limit=1&area=a2")) {
      assertThat(
              decide
                  .decide(world.who("erik"), Ask.call("GET", "/devices", query, null))
                  .decision()
                  .outcome())
          .as(query)
          .isEqualTo(Outcome.DENY);
    }
    assertThatThrownBy(
            () -> decide.decide(world.who("erik"), Ask.call("GET", "/devices", "area=%zz", null)))
        .isInstanceOf(ProblemException.class);
  }

  @Test
  void aSourceThatMustBeThereAndIsNotIsAskedOfThePlatform() {
    ContractFiles contracts =
        () ->
            List.of(
                new ContractFiles.Operation(
                    "x", "GET", "/devices", "listDevices", "listDevices Area query:area"));
    Decide decide = world.decide(contracts);

    assertThat(decide.decide(world.who("idle"), Ask.call("GET", "/devices")).decision())
        .satisfies(
            decision -> {
              assertThat(decision.outcome()).isEqualTo(Outcome.DENY);
              assertThat(decision.resource()).isEqualTo(EntityRef.PLATFORM);
            });
  }

  @Test
  void knowsNoOperationOutsideTheContracts() {
    Decision nothing = decide("root", Ask.call("GET", "/nothing"));
    assertThat(nothing.outcome()).isEqualTo(Outcome.NO_SUCH_OPERATION);
    assertThat(nothing.methods()).isEmpty();
    Decision otherMethod = decide("root", Ask.call("TRACE", "/devices/d1"));
    assertThat(otherMethod.outcome()).isEqualTo(Outcome.NO_SUCH_OPERATION);
    assertThat(otherMethod.methods()).contains("GET", "HEAD").doesNotContain("TRACE");
  }

  @Test
  void knowsNoThingOfAnotherType() {
    assertThat(decide("root", Ask.action("readDevice", "Device", "r1")).outcome())
        .isEqualTo(Outcome.UNKNOWN_RESOURCE);
    assertThat(decide("root", Ask.action("readPlace", "Place", "d1")).outcome())
        .isEqualTo(Outcome.UNKNOWN_RESOURCE);
    assertThat(decide("root", Ask.action("readUser", "User", "ghost")).outcome())
        .isEqualTo(Outcome.UNKNOWN_RESOURCE);
    assertThat(decide("root", Ask.action("readDevice", "Role", "administrator")).outcome())
        .isEqualTo(Outcome.UNKNOWN_RESOURCE);
    assertThat(decide("root", Ask.call("GET", "/places/r1")).resource())
        .isEqualTo(new EntityRef("Room", "r1"));
  }

  @Test
  void anActionThatNobodyKnowsIsDeniedToAllButThoseWhoMayDoEverything() {
    assertThat(decide("erik", Ask.action("openSesame", "Device", "d1")).outcome())
        .isEqualTo(Outcome.DENY);
  }

  @Test
  void changesOfPeopleAndOwnershipCountAtOnce() {
    assertThat(decide("nora", Ask.action("readDevice", "Device", "d1")).outcome())
        .isEqualTo(Outcome.DENY);
    world.owns("nora", "r1");
    assertThat(decide("nora", Ask.action("commandDevice", "Device", "d1")).outcome())
        .isEqualTo(Outcome.ALLOW);
    world.ownsNoMore("nora", "r1");
    assertThat(decide("nora", Ask.action("readDevice", "Device", "d1")).outcome())
        .isEqualTo(Outcome.DENY);
  }

  /**
   * Whatever the tree looks like: what is permitted in a place is permitted in all that lies there.
   */
  @Test
  void whatHoldsForAPlaceHoldsForAllThatLiesInIt() {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      String suffix = "-" + round;
      String[] path = {"B" + suffix, "F" + suffix, "A" + suffix, "R" + suffix};
      int responsible = random.nextInt(4);
      int owned = random.nextInt(4);
      for (int i = 0; i < 4; i++) {
        world.place(
            path[i],
            ThingType.values()[i],
            i == 0 ? null : path[i - 1],
            i == responsible ? "crew" + suffix : null);
      }
      world.device("D" + suffix, "sp", path[3]);
      world.alert("L" + suffix, "D" + suffix);
      world.person("engineer" + suffix, Set.of("engineer"), "crew" + suffix);
      world.person("owner" + suffix, Set.of("end-user"));
      world.owns("owner" + suffix, path[owned]);
      Decide decide = world.decide();
      for (int i = 0; i < 4; i++) {
        assertThat(
                decide
                    .decide(
                        world.who("engineer" + suffix), Ask.action("readPlace", "Place", path[i]))
                    .decision()
                    .isAllowed())
            .as("responsible for %s, asked about %s", path[responsible], path[i])
            .isEqualTo(i >= responsible);
        assertThat(
                decide
                    .decide(world.who("owner" + suffix), Ask.action("readPlace", "Place", path[i]))
                    .decision()
                    .isAllowed())
            .as("owner of %s, asked about %s", path[owned], path[i])
            .isEqualTo(i >= owned);
      }
      for (String action : List.of("readDevice", "readMetrics")) {
        for (String who : List.of("engineer", "owner")) {
          assertThat(
                  decide
                      .decide(world.who(who + suffix), Ask.action(action, "Device", "D" + suffix))
                      .decision()
                      .isAllowed())
              .isTrue();
        }
      }
      assertThat(
              decide
                  .decide(
                      world.who("owner" + suffix), Ask.action("readAlert", "Alert", "L" + suffix))
                  .decision()
                  .isAllowed())
          .isTrue();
      // and never in another tree
      assertThat(
              decide
                  .decide(world.who("engineer" + suffix), Ask.action("readDevice", "Device", "d1"))
                  .decision()
                  .isAllowed())
          .isFalse();
    }
  }

  @Test
  void aForbiddenPlaceIsForbiddenInAllThatLiesInIt() {
    add(
        """
        @id("house-1-is-closed")
        @description("Nobody enters house 1.")
        forbid (principal, action in Action::"reading", resource in Building::"b1");
        """);
    for (String id : List.of("d1", "d2", "da")) {
      assertThat(decide("root", Ask.action("readDevice", "Device", id)).policies())
          .containsExactly("house-1-is-closed");
    }
    assertThat(decide("root", Ask.action("readDevice", "Device", "d3")).outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(decide("root", Ask.action("readPlace", "Building", "b1")).outcome())
        .isEqualTo(Outcome.DENY);
  }

  @Test
  void aPlaceThatMovesTakesAlongAllThatLiesInIt() {
    // the area a1 goes to the other house; nothing is told of what lies in it
    world.at(World.NOON, ZoneOffset.UTC);
    world.place("a1", ThingType.AREA, "f2", "east", "b2");

    assertThat(decide("ada", Ask.action("readDevice", "Device", "d1")).outcome())
        .isEqualTo(Outcome.DENY);
    assertThat(decide("adb", Ask.action("readDevice", "Device", "d1")).outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(decide("adb", Ask.action("readAlert", "Alert", "al1")).outcome())
        .isEqualTo(Outcome.ALLOW);
    assertThat(decide("olga", Ask.action("readDevice", "Device", "d1")).outcome())
        .isEqualTo(Outcome.ALLOW);
  }
}
