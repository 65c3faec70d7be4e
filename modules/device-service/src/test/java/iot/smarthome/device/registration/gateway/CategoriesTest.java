package iot.smarthome.device.registration.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CategoriesTest {

  private final Categories categories = new Categories();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "co2bj", "cobj", "cs", "cz", "dj", "dlq", "fs", "hps", "jtmspro", "kg", "kj", "kt", "mal",
        "mcs", "pc", "pir", "qn", "rqbj", "sgbj", "sj", "tdq", "wg2", "wk", "wkcz", "wsdcg", "wxkg",
        "ywbj", "zwjcy", "cl", "ldcg", "sfkzq", "zndb", "sp"
      })
  void knowsWhatRealDevicesAre(String code) {
    assertThat(categories.name(code)).isPresent();
  }

  @Test
  void knowsNoOther() {
    assertThat(categories.name("toaster")).isEmpty();
    assertThat(categories.name("# Tuya Cloud product categories: code")).isEmpty();
  }
}
