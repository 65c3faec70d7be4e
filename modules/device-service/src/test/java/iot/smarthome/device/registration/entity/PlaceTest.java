package iot.smarthome.device.registration.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlaceTest {

  @Test
  void isALocationWhenItIsARoomOrAnArea() {
    assertThat(new Place("r", "ROOM", "b", "f", "a", null).asLocation())
        .contains(new Location("b", "f", "a", "r"));
    assertThat(new Place("a", "AREA", "b", "f", null, null).asLocation())
        .contains(new Location("b", "f", "a", null));
  }

  @Test
  void isNoLocationOtherwise() {
    assertThat(new Place("f", "FLOOR", "b", "f", null, null).asLocation()).isEmpty();
    assertThat(new Place("b", "BUILDING", "b", null, null, null).asLocation()).isEmpty();
    assertThat(new Place("r", "ROOM", "b", "f", null, null).asLocation()).isEmpty();
  }

  @Test
  void timesAreDatesInTheStore() {
    InstantAsDate converter = new InstantAsDate();
    Instant now = Instant.parse("2026-11-24T10:15:30.123Z");
    assertThat(converter.convertToEntityAttribute(converter.convertToDatabaseColumn(now)))
        .isEqualTo(now);
    assertThat(converter.convertToDatabaseColumn(null)).isNull();
    assertThat(converter.convertToEntityAttribute(null)).isNull();
  }
}
