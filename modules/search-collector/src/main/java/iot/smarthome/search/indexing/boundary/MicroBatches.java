package iot.smarthome.search.indexing.boundary;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Items from several channels, worked on many at a time, in the order of their coming. Bounded: who
 * brings one waits while there are too many.
 */
final class MicroBatches<T> {

  /** What is done with a batch. */
  @FunctionalInterface
  interface Work<T> {
    void on(List<T> batch) throws InterruptedException;
  }

  private final int capacity;
  private final int most;
  private final long lingerNanos;
  private final Work<T> work;
  private final Queue<T> waiting = new ArrayDeque<>();
  private int inside;
  private CompletableFuture<Void> room;
  private boolean closed;

  /**
   * @param capacity at most so many items are inside, in work or waiting
   * @param most at most so many are worked on at a time
   * @param linger how long the first item of a batch waits for others
   */
  MicroBatches(int capacity, int most, Duration linger, Work<T> work) {
    this.capacity = capacity;
    this.most = most;
    this.lingerNanos = linger.toNanos();
    this.work = work;
  }

  /**
   * @return completes when the next item may come
   */
  synchronized CompletionStage<Void> enter(T item) {
    waiting.add(item);
    inside++;
    if (inside >= capacity && room == null) {
      room = new CompletableFuture<>();
    }
    notifyAll();
    return room == null ? CompletableFuture.completedFuture(null) : room;
  }

  /** Works until it is closed or interrupted. */
  void run() throws InterruptedException {
    for (List<T> batch = next(); !batch.isEmpty(); batch = next()) {
      work.on(batch);
      left(batch.size());
    }
  }

  private synchronized List<T> next() throws InterruptedException {
    while (waiting.isEmpty() && !closed) {
      wait();
    }
    long end = System.nanoTime() + lingerNanos;
    for (long rest = lingerNanos;
        rest > 0 && waiting.size() < most && !closed;
        rest = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, rest);
    }
    List<T> batch = new ArrayList<>();
    while (!closed && !waiting.isEmpty() && batch.size() < most) {
      batch.add(waiting.remove());
    }
    return batch;
  }

  private void left(int items) {
    CompletableFuture<Void> freed = null;
    synchronized (this) {
      inside -= items;
      if (room != null && inside < capacity) {
        freed = room;
        room = null;
      }
    }
    if (freed != null) {
      freed.complete(null);
    }
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
