package iot.smarthome.rest.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodySizeLimitTest {

  private static final String LIMIT = "smarthome.rest.max-body-bytes";

  @BeforeEach
  void limits() {
    System.setProperty(LIMIT, "10");
    System.setProperty(LIMIT + ".csv", "100");
    System.setProperty(LIMIT + ".svg", "50");
  }

  @AfterEach
  void noLimits() {
    System.clearProperty(LIMIT);
    System.clearProperty(LIMIT + ".csv");
    System.clearProperty(LIMIT + ".svg");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "application/json, 10, 11",
        "text/csv, 100, 101",
        "'Text/CSV; charset=UTF-8', 100, 101",
        "image/svg+xml, 50, 51",
        "no type at all, 10, 11",
        "-, 10, 11"
      })
  void eachMediaTypeMayHaveALimitOfItsOwn(String type, int fits, int tooMuch) {
    ContainerRequestContext request = mock(ContainerRequestContext.class);
    when(request.getHeaderString("Content-Type")).thenReturn(type);
    when(request.getEntityStream()).thenReturn(new ByteArrayInputStream(new byte[tooMuch]));
    when(request.getLength()).thenReturn(fits);
    new BodySizeLimit().filter(request);
    when(request.getLength()).thenReturn(tooMuch);
    assertThatThrownBy(() -> new BodySizeLimit().filter(request))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(413));
  }
}
