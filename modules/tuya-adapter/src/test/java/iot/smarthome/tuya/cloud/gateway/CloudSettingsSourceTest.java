package iot.smarthome.tuya.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** By the configuration file of the service itself. */
class CloudSettingsSourceTest {

  private static SmallRyeConfig config(Map<String, String> environment) throws IOException {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(
            new PropertiesConfigSource(
                CloudSettingsSourceTest.class.getResource(
                    "/META-INF/microprofile-config.properties")),
            new PropertiesConfigSource(environment, "environment", 300))
        .build();
  }

  private static CloudSettings settings(Map<String, String> environment) throws IOException {
    return new CloudSettingsSource().settings(config(environment));
  }

  @ParameterizedTest
  @CsvSource({
    "CN,https://openapi.tuyacn.com,wss://mqe.tuyacn.com:8285",
    "US,https://openapi.tuyaus.com,wss://mqe.tuyaus.com:8285",
    "US-E,https://openapi-ueaz.tuyaus.com,wss://mqe-ueaz.tuyaus.com:8285",
    "EU,https://openapi.tuyaeu.com,wss://mqe.tuyaeu.com:8285",
    "EU-W,https://openapi-weaz.tuyaeu.com,wss://mqe-weaz.tuyaeu.com:8285",
    "IN,https://openapi.tuyain.com,wss://mqe.tuyain.com:8285",
    "SG,https://openapi-sg.iotbing.com,wss://mqe-sg.iotbing.com:8285",
    "LOCAL,http://127.0.0.1:8080/tuya-mock,"
  })
  void knowsTheDataCentresByName(String region, String openApi, String messages)
      throws IOException {
    Map<String, String> environment = Map.of("smarthome.tuya.region", region);
    assertThat(settings(environment).baseUrl()).hasToString(openApi);
    assertThat(
            config(environment)
                .getOptionalValue("smarthome.tuya.message-url", String.class)
                .orElse(null))
        .isEqualTo(messages);
  }

  @Test
  void takesAnyOtherAddress() throws IOException {
    CloudSettings settings =
        settings(
            Map.of(
                "smarthome.tuya.base-url",
                "http://proxy:8080/tuya/",
                "smarthome.tuya.region",
                "MARS"));
    assertThat(settings.baseUrl()).hasToString("http://proxy:8080/tuya");
    assertThat(settings.toString()).doesNotContain(settings.clientSecret());
  }

  @Test
  void saysWhichDataCentresThereAre() {
    assertThatThrownBy(() -> settings(Map.of("smarthome.tuya.region", "MARS")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("MARS", "EU-W", "SMARTHOME_TUYA_BASE_URL");
  }
}
