package iot.smarthome.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDataTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void readsAnObject() {
    assertThat(EventData.object(bytes("{\"a\":1}")).getInt("a")).isEqualTo(1);
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    String deep = "{\"a\":".repeat(5000) + "1" + "}".repeat(5000);
    assertThatThrownBy(() -> EventData.object(bytes(deep)))
        .isInstanceOfSatisfying(
            UnprocessableEventException.class,
            e -> assertThat(e.reason()).isEqualTo("unreadable-data"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "no json"})
  void refusesWhatIsNoObject(String text) {
    assertThatThrownBy(() -> EventData.object(bytes(text)))
        .isInstanceOf(UnprocessableEventException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"yesterday", "+1000000000-12-31T23:59:59Z", "-1000000000-01-01T00:00:00Z"})
  void refusesATimeThatIsNone(String text) {
    assertThatThrownBy(() -> EventData.time(text)).isInstanceOf(DateTimeException.class);
  }

  @Test
  void readsATime() {
    assertThat(EventData.time("2026-11-24T10:15:30Z"))
        .isEqualTo(Instant.parse("2026-11-24T10:15:30Z"));
  }
}
