package iot.smarthome.timeseries.query.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.timeseries.query.gateway.SeriesReader;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsResourceTest {

  private final MetricsResource resource = new MetricsResource();

  @BeforeEach
  void wire() {
    resource.seriesReader = mock(SeriesReader.class);
  }

  static Stream<String> noNames() {
    return Stream.of("\0", "a\nb", "\u007f", "\u0085", "\u2028", "\ud800", "x".repeat(257));
  }

  @ParameterizedTest
  @MethodSource("noNames")
  void refusesWhatCanBeNoNameOrId(String word) {
    assertRefused("name", () -> resource.find("d1", null, null, null, word, null));
    assertRefused("id", () -> resource.find(word, null, null, null, null, null));
    verifyNoInteractions(resource.seriesReader);
  }

  private static void assertRefused(String parameter, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              try (Response response = e.problem().toResponse("/devices/d1/metrics")) {
                assertThat(response.getStatus()).isEqualTo(400);
                assertThat(response.getEntity().toString())
                    .contains("\"field\":\"" + parameter + "\"");
              }
            });
  }

  @Test
  void takesNamesOfAllLanguages() {
    assertThat(resource.find("d1", null, null, null, "Größe 温度 🔥", null).series())
        .isEqualTo(List.of());
    verify(resource.seriesReader).read(eq("d1"), eq("Größe 温度 🔥"), any(), anyInt());
  }
}
