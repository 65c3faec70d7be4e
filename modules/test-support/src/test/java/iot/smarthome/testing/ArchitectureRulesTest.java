package iot.smarthome.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule is proved by a planted service that breaks it, and a clean one that all let pass. */
class ArchitectureRulesTest {

  private static final String LEAKS = "iot.smarthome.leaks.";

  @ParameterizedTest
  @CsvSource({
    "entityup,entity points at nothing above it",
    "gatewayup,gateway points down only",
    "controlup,control does not know who calls it",
    "vendor,only gateway sees the vendors below it",
    "framework,entity is plain Java with persistence and validation marks",
    "path,only boundary answers REST calls",
    "incoming,only boundary receives messages",
    "outgoing,only gateway sends messages",
    "channel,only gateway holds channels",
    "apitype,an entity is not an API type",
    "pkg,packages are named by what they are for",
    "naming,classes are named by what they are",
    "neighbour,no service knows another"
  })
  void findsThePlantedLeak(String leak, String rule) {
    assertThat(broken(leak)).contains(rule);
  }

  @Test
  void everyRuleHasAPlantedLeak() {
    assertThat(ArchitectureRules.rules(LEAKS + "clean")).hasSize(13);
  }

  @Test
  void letsACleanServicePass() {
    assertThat(broken("clean")).isEmpty();
  }

  @Test
  void refusesToCheckNothing() {
    assertThatThrownBy(() -> ArchitectureRules.check("iot.smarthome.nowhere"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("check nothing");
  }

  @Test
  void knowsAValidEventFromABrokenOne() {
    String example = EventContracts.example("iot.smarthome.device.confirmed");
    assertThatCode(() -> EventContracts.assertValid("iot.smarthome.device.confirmed", example))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            () ->
                EventContracts.assertValid(
                    "iot.smarthome.device.confirmed", example.replace("tuyaDeviceId", "tuyaId")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("tuyaDeviceId");
    assertThatThrownBy(() -> EventContracts.example("iot.smarthome.unknown"))
        .isInstanceOf(AssertionError.class);
  }

  private static List<String> broken(String leak) {
    JavaClasses planted = ArchitectureRules.importer().importPackages(LEAKS + leak);
    assertThat(planted).isNotEmpty();
    return ArchitectureRules.rules(LEAKS + leak).stream()
        .filter(rule -> rule.evaluate(planted).hasViolation())
        .map(ArchRule::getDescription)
        .toList();
  }
}
