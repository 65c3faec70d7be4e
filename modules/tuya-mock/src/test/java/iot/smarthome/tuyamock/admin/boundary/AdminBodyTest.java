package iot.smarthome.tuyamock.admin.boundary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.rest.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminBodyTest {

  private static final Duration MOST = Duration.ofHours(1);

  private static InputStream body(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static Duration duration(String text) {
    JsonFields fields =
        JsonFields.read(AdminBody.SERVICE, body("{\"hold\":\"" + text + "\"}"), Set.of("hold"));
    Duration duration = AdminBody.duration(fields, "hold", true, Duration.ZERO, MOST);
    fields.refuseIfInvalid();
    return duration;
  }

  @Test
  void takesADurationWithinItsBounds() {
    assertThat(duration("PT0S")).isZero();
    assertThat(duration("PT1H")).isEqualTo(MOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H1S", "-PT1S", "PT999999999999999H", "an hour", ""})
  void refusesAnyOther(String text) {
    assertThatThrownBy(() -> duration(text)).isInstanceOf(ProblemException.class);
  }
}
