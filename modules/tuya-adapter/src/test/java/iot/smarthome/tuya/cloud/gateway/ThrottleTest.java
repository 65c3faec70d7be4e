package iot.smarthome.tuya.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;

import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private static final String ISSUE = "POST /v2.0/cloud/thing/{id}/shadow/properties/issue";

  private static Throttle throttle(int callsPerSecond, int replicas) {
    CloudSettings settings =
        new CloudSettings(
            URI.create("http://tuya"),
            "c",
            "s",
            "asset",
            Duration.ZERO,
            Duration.ZERO,
            callsPerSecond,
            replicas,
            Duration.ZERO,
            Duration.ZERO);
    return new Throttle(settings, mock(MetricRegistry.class, RETURNS_DEEP_STUBS));
  }

  @Test
  void spacesTheCallsOfAnApiByItsOwnLimit() {
    Throttle throttle = throttle(1000, 1);
    long since = System.nanoTime();
    for (int i = 0; i < 5; i++) {
      throttle.await(ISSUE);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(Duration.ofMillis(950));
  }

  @Test
  void takesTheShareOfOneOfManyReplicas() {
    Throttle throttle = throttle(1, 20);
    throttle.await("GET /other");
    assertThatThrownBy(() -> throttle.await("GET /other"))
        .isInstanceOf(BusyException.class)
        .hasMessageContaining("GET /other");
  }

  @Test
  void knowsTuyasPublishedLimits() throws Exception {
    Throttle throttle = throttle(77, 1);
    assertThat(throttle.limit("GET /v1.0/iot-03/devices/{id}")).isEqualTo(77);
    String published =
        Files.readString(iot.smarthome.tuya.SharedFolder.required("standard/rate_limits.json"));
    Matcher limit =
        Pattern.compile("\"((?:GET|POST|PUT|DELETE) /[^\"]+)\":(\\d+)").matcher(published);
    int known = 0;
    while (limit.find()) {
      String api = limit.group(1).replaceAll("\\{[a-z_]+}", "{id}");
      assertThat(throttle.limit(api)).as(api).isEqualTo(Integer.parseInt(limit.group(2)));
      known++;
    }
    assertThat(known).isGreaterThan(10);
  }
}
