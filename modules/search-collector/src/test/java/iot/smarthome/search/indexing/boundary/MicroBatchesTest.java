package iot.smarthome.search.indexing.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MicroBatchesTest {

  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore permits = new Semaphore(0);
  private MicroBatches<Integer> queue;
  private CompletableFuture<Void> running;

  private void start(int capacity, int most, Duration linger) {
    queue =
        new MicroBatches<>(
            capacity,
            most,
            linger,
            batch -> {
              permits.acquire();
              batches.add(batch);
            });
    running =
        CompletableFuture.runAsync(
            () -> {
              try {
                queue.run();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
  }

  @AfterEach
  void stop() {
    permits.release(1000);
    queue.close();
    await().until(running::isDone);
    assertThat(running).isNotCompletedExceptionally();
  }

  @Test
  void worksOnManyAtATimeInTheOrderOfTheirComing() {
    start(100, 3, Duration.ofSeconds(10));
    for (int i = 0; i < 6; i++) {
      queue.enter(i);
    }
    permits.release(2);
    await().until(() -> batches.size() == 2);
    assertThat(batches).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
  }

  @Test
  void doesNotWaitForMoreLongerThanItLingers() {
    start(100, 50, Duration.ofMillis(20));
    permits.release(1);
    queue.enter(7);
    await().until(() -> batches.equals(List.of(List.of(7))));
  }

  @Test
  void letsNobodyInWhileThereIsNoRoom() {
    start(3, 2, Duration.ZERO);
    assertThat(queue.enter(1).toCompletableFuture()).isDone();
    assertThat(queue.enter(2).toCompletableFuture()).isDone();
    CompletionStage<Void> third = queue.enter(3);
    CompletionStage<Void> fourth = queue.enter(4);
    assertThat(third.toCompletableFuture()).isNotDone();
    permits.release(2);
    await().until(() -> third.toCompletableFuture().isDone());
    await().until(() -> fourth.toCompletableFuture().isDone());
  }
}
