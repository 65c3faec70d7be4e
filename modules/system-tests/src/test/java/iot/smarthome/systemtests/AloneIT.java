package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every service starts in a server of its own, before any of its neighbours is there. */
class AloneIT {

  /** No neighbour listens here. */
  private static final Map<String, String> NOBODY =
      Map.of(
          "KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1",
          "MONGODB_URI", "mongodb://127.0.0.1:1",
          "INFLUXDB_URL", "http://127.0.0.1:1",
          "OPENSEARCH_URL", "http://127.0.0.1:1");

  @TempDir Path home;

  static List<String> services() throws IOException {
    return ServiceAlone.all();
  }

  @ParameterizedTest
  @MethodSource("services")
  void startsAloneAndIsLiveBeforeItsNeighbours(String service) throws IOException {
    try (ServiceAlone alone = ServiceAlone.start(service, home, NOBODY)) {
      assertThat(alone.isUp("live")).as(alone.get("/health/live").body()).isTrue();
      assertThat(alone.get("/metrics").statusCode()).isEqualTo(200);
    }
  }
}
