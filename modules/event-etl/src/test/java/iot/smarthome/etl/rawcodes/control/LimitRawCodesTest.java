package iot.smarthome.etl.rawcodes.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.etl.rawcodes.gateway.RawCodes;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitRawCodesTest {

  private final InMemoryRawCodes stored = new InMemoryRawCodes();
  private final LimitRawCodes limit = new LimitRawCodes(stored, 3);

  @Test
  void admitsTheFirstOnes() {
    assertThat(limit.admitted("d", List.of("a", "b"))).containsExactlyInAnyOrder("a", "b");
    assertThat(limit.admitted("d", List.of("c", "x", "y")))
        .containsExactlyInAnyOrder("a", "b", "c");
    assertThat(limit.admitted("d", List.of("z"))).doesNotContain("z");
    assertThat(limit.admitted("e", List.of("z"))).contains("z");
  }

  @Test
  void keepsThemOverARestart() {
    limit.admitted("d", List.of("a", "b", "c"));
    assertThat(new LimitRawCodes(stored, 3).admitted("d", List.of("x")))
        .containsExactlyInAnyOrder("a", "b", "c");
  }

  @Test
  void asksTheStoreOnceForADeviceThatHasAllItMayHave() {
    for (int i = 0; i < 1000; i++) {
      limit.admitted("d", List.of("code" + i));
    }
    assertThat(stored.reads).isEqualTo(3);
    assertThat(stored.of("d")).hasSize(3);
  }

  @Test
  void admitsNoCodeThatIsTooLong() {
    assertThat(limit.admitted("d", List.of("x".repeat(65), "x".repeat(64))))
        .containsExactly("x".repeat(64));
  }

  @Test
  void readsNothingForADeviceThatDeclaresAll() {
    assertThat(limit.admitted("d", List.of())).isEmpty();
    assertThat(stored.reads).isZero();
  }

  @Test
  void forgetsADeletedDevice() {
    limit.admitted("d", IntStream.range(0, 9).mapToObj(i -> "c" + i).toList());
    limit.forget("d");
    assertThat(limit.admitted("d", List.of("x"))).containsExactly("x");
  }

  @Test
  void triesAgainWhatAnotherInstanceHasChanged() {
    RawCodes contended =
        new RawCodes() {
          @Override
          public Set<String> of(String deviceId) {
            return Set.of();
          }

          @Override
          public boolean store(String deviceId, Set<String> codes, int known) {
            return false;
          }

          @Override
          public void remove(String deviceId) {
            // nothing is there
          }
        };
    LimitRawCodes contending = new LimitRawCodes(contended, 3);
    assertThatThrownBy(() -> contending.admitted("d", List.of("a")))
        .isInstanceOf(IllegalStateException.class);
  }
}
