package iot.smarthome.etl.transformation.boundary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class LanesTest {

  private final List<String> begun = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();
  private final Lanes lanes = new Lanes(Runnable::run, 64, 3, failures::add);

  private CompletableFuture<Void> enter(String key, String work, CompletionStage<Void> until) {
    return lanes
        .enter(
            key,
            () -> {
              begun.add(work);
              return until;
            })
        .toCompletableFuture();
  }

  @Test
  void keepsTheOrderOfAKeyAndLetsOthersPass() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    enter("a", "a1", first);
    enter("a", "a2", CompletableFuture.completedFuture(null));
    enter("b", "b1", CompletableFuture.completedFuture(null));
    assertThat(begun).containsExactly("a1", "b1");
    first.complete(null);
    assertThat(begun).containsExactly("a1", "b1", "a2");
  }

  @Test
  void letsNoMoreInThanItHolds() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    assertThat(enter("a", "a1", first)).isCompleted();
    assertThat(enter("b", "b1", new CompletableFuture<>())).isCompleted();
    CompletableFuture<Void> full = enter(null, "n1", new CompletableFuture<>());
    assertThat(full).isNotDone();
    first.complete(null);
    assertThat(full).isCompleted();
  }

  @Test
  void tellsOfFailedWorkAndGoesOn() {
    enter("a", "a1", CompletableFuture.failedFuture(new IllegalStateException("x")));
    enter("a", "a2", CompletableFuture.completedFuture(null));
    assertThat(begun).containsExactly("a1", "a2");
    assertThat(failures).hasSize(1);
  }
}
