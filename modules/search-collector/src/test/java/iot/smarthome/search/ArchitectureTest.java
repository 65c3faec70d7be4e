package iot.smarthome.search;

import iot.smarthome.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsTheRulesOfTheArchitecture() {
    ArchitectureRules.check("iot.smarthome.search");
  }
}
