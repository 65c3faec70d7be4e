package iot.smarthome.apigateway.routing.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

  private final RouteTable table =
      new RouteTable(
          List.of(
              Route.parse("devices", "/devices -> http://127.0.0.1:8080/device-service/devices"),
              Route.parse(
                  "metrics", "/devices/{id}/metrics -> http://influx:9/c/devices/{id}/metrics"),
              Route.parse("latest", "/devices/{id}/{what} -> http://other/{what}/of/{id}")));

  @Test
  void passesAPathAndWhatIsBelowItToTheService() {
    assertThat(table.address("/devices")).contains("http://127.0.0.1:8080/device-service/devices");
    assertThat(table.address("/devices/d%201"))
        .contains("http://127.0.0.1:8080/device-service/devices/d%201");
  }

  @Test
  void prefersTheMostSpecificRoute() {
    assertThat(table.address("/devices/d1/metrics/daily"))
        .contains("http://influx:9/c/devices/d1/metrics/daily");
    assertThat(table.address("/devices/d1/state")).contains("http://other/state/of/d1");
  }

  @Test
  void takesSegmentsWholeAndNotAsPrefix() {
    assertThat(table.address("/devicesX")).isEmpty();
    assertThat(table.address("/")).isEmpty();
    assertThat(table.address("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/devices/../admin",
        "/devices/%2e%2E/admin",
        "/devices/a%2fb",
        "/devices/./x",
        "/devices;x=1/a",
        "/devices/a%5Cb"
      })
  void letsNoPathLeaveItsService(String path) {
    assertThat(table.address(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/devices http://x",
        "devices -> http://x",
        "/ -> http://x",
        "/a -> ftp://x",
        "/a -> x",
        "/a -> http://x y"
      })
  void refusesARouteThatItCannotRead(String definition) {
    assertThatThrownBy(() -> Route.parse("odd", definition))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("odd");
  }
}
