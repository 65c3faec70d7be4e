package iot.smarthome.apigateway.routing.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import iot.smarthome.apigateway.routing.entity.RouteTable;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RoutingTest {

  @Test
  void readsTheDefaultTableOfThePlatform() throws Exception {
    URL defaults = getClass().getResource("/META-INF/microprofile-config.properties");
    RouteTable routes =
        RoutesFromConfig.read(
            builder()
                .withSources(new PropertiesConfigSource(defaults, 100))
                .withSources(
                    new PropertiesConfigSource(
                        Map.of("smarthome.internal.port", "18080"), "port", 300))
                .build());

    assertThat(routes.size()).isEqualTo(15);
    assertThat(routes.address("/areas/a1/rooms"))
        .contains("http://127.0.0.1:18080/building-service/areas/a1/rooms");
    assertThat(routes.address("/devices/d1/metrics"))
        .contains("http://127.0.0.1:18080/influxdb-connector/devices/d1/metrics");
    assertThat(routes.address("/alerts"))
        .contains("http://127.0.0.1:18080/metrics-analyzer/alerts");
  }

  @Test
  void refusesToRunWithoutRoutes() {
    SmallRyeConfig empty = builder().build();
    assertThatThrownBy(() -> RoutesFromConfig.read(empty)).hasMessageContaining("no routes");
  }

  @Test
  void keepsAHarmlessRequestIdAndReplacesAnyOther() {
    assertThat(RequestId.of("a-1")).isEqualTo("a-1");
    assertThat(RequestId.of("a\nforged log line")).matches("[0-9a-f-]{36}");
    assertThat(RequestId.of(null)).matches("[0-9a-f-]{36}");
    assertThat(RequestId.of("x".repeat(65))).hasSize(36);
  }

  @Test
  void tellsAnAbsentServiceFromASlowAndABrokenOne() {
    assertThat(Failure.of(new ExecutionException(new ConnectException("refused"))).status())
        .isEqualTo(503);
    assertThat(Failure.of(new ServiceAbsentException("/x")).retryAfterSeconds()).isPositive();
    assertThat(Failure.of(new TimeoutException()).status()).isEqualTo(504);
    assertThat(Failure.of(new EOFException()).status()).isEqualTo(502);
    assertThat(Failure.tooLarge(10).detail()).contains("10 bytes");
  }

  private static SmallRyeConfigBuilder builder() {
    return new SmallRyeConfigBuilder().addDefaultInterceptors();
  }
}
