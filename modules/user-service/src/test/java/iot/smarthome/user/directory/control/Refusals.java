package iot.smarthome.user.directory.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

final class Refusals {

  private Refusals() {}

  /**
   * @param name the end of the problem's type
   */
  static void refused(int status, String name, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().type()).endsWith(":" + name);
              assertThat(e.problem().status()).isEqualTo(status);
            });
  }
}
