package iot.smarthome.tuyamock;

import iot.smarthome.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsTheRules() {
    ArchitectureRules.check("iot.smarthome.tuyamock");
  }
}
