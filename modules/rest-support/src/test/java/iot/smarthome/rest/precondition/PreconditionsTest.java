package iot.smarthome.rest.precondition;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreconditionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "\"1\", \"7\"", "*"})
  void passesWhenAListedTagIsTheCurrentOne(String header) {
    assertThatCode(() -> Preconditions.requireMatch("device", header, 7))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"6\"", "7", "W/\"7\""})
  void refusesAnyOtherTagWith412(String header) {
    assertStatus(header, 412);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void asksForTheHeaderWith428(String header) {
    assertStatus(header, 428);
  }

  @Test
  void makesTheTagOfTheVersion() {
    Assertions.assertThat(Preconditions.tag(7).getValue()).isEqualTo("7");
  }

  private static void assertStatus(String header, int status) {
    assertThatThrownBy(() -> Preconditions.requireMatch("device", header, 7))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> Assertions.assertThat(e.problem().status()).isEqualTo(status));
  }
}
