package iot.smarthome.etl.transformation.boundary;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Messages side by side, those of one key one after another. A message waits for Kafka's
 * acknowledgement of what was made of it; one at a time, a channel would do nothing but wait.
 */
final class Lanes {

  private final Executor executor;
  private final int capacity;
  private final Consumer<Throwable> onFailure;
  private final CompletableFuture<?>[] ends;
  private int inside;
  private CompletableFuture<Void> room;

  /**
   * @param lanes at most so many messages are worked on at a time
   * @param capacity at most so many messages are inside
   * @param onFailure hears of work that failed: its message is not done with
   */
  Lanes(Executor executor, int lanes, int capacity, Consumer<Throwable> onFailure) {
    this.executor = executor;
    this.capacity = capacity;
    this.onFailure = onFailure;
    this.ends = new CompletableFuture<?>[lanes];
    Arrays.fill(ends, CompletableFuture.completedFuture(null));
  }

  /**
   * @param work starts after the work of the same key that came before
   * @return completes when the next message may enter
   */
  CompletionStage<Void> enter(String key, Supplier<CompletionStage<Void>> work) {
    CompletableFuture<Void> start = new CompletableFuture<>();
    CompletionStage<Void> next;
    synchronized (this) {
      int lane = Math.floorMod(Objects.hashCode(key), ends.length);
      CompletableFuture<?> before = ends[lane];
      ends[lane] =
          CompletableFuture.allOf(start, before.exceptionally(failure -> null))
              .thenComposeAsync(free -> work.get(), executor)
              .whenComplete((done, failure) -> left(failure));
      inside++;
      if (inside >= capacity && room == null) {
        room = new CompletableFuture<>();
      }
      next = room == null ? CompletableFuture.completedFuture(null) : room;
    }
    // outside of the lock, because an executor may run it at once
    start.complete(null);
    return next;
  }

  private void left(Throwable failure) {
    CompletableFuture<Void> freed = null;
    synchronized (this) {
      inside--;
      if (room != null && inside < capacity) {
        freed = room;
        room = null;
      }
    }
    if (failure != null) {
      onFailure.accept(failure);
    }
    if (freed != null) {
      freed.complete(null);
    }
  }
}
