package iot.smarthome.rest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.access.AccessRule.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessRuleTest {

  @Test
  void readsAResourceOfThePath() {
    assertThat(AccessRule.parse("readDevice Device path:id"))
        .containsExactly(new AccessRule("readDevice", "Device", Source.PATH, "id", false));
  }

  @Test
  void readsThePlatformWhichHasNoId() {
    assertThat(AccessRule.parse("listDevices Platform"))
        .containsExactly(new AccessRule("listDevices", "Platform", Source.NONE, "", false));
  }

  @Test
  void readsSeveralRulesAndWhichOfThemMayBeSkipped() {
    assertThat(
            AccessRule.parse(
                "changeDevice Device path:id; registerDevice Room body:/to/roomId?;"
                    + "readPlace Area query:area"))
        .containsExactly(
            new AccessRule("changeDevice", "Device", Source.PATH, "id", false),
            new AccessRule("registerDevice", "Room", Source.BODY, "/to/roomId", true),
            new AccessRule("readPlace", "Area", Source.QUERY, "area", false));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "  "})
  void refusesRulesThatSayNothing(String nothing) {
    assertThatThrownBy(() -> AccessRule.parse(nothing))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("says nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "readDevice, malformed",
    "ReadDevice Device path:id, malformed",
    "readDevice device path:id, malformed",
    "readDevice Device header:id, malformed",
    "readDevice Device path:, malformed",
    "readDevice Device path:id extra, malformed",
    "listDevices Platform;, malformed",
    "readDevice Device, does not say where the id is",
    "listDevices Platform path:id, has no id",
    "readDevice Device path:id?, never left out",
    "registerDevice Room body:roomId, no JSON pointer",
    "registerDevice Room body:/room~2, no JSON pointer",
  })
  void refusesAMalformedRuleAndSaysWhy(String rules, String why) {
    assertThatThrownBy(() -> AccessRule.parse(rules))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
