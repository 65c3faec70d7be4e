package iot.smarthome.notify;

import iot.smarthome.testing.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void keepsTheRules() {
    ArchitectureRules.check("iot.smarthome.notify");
  }
}
