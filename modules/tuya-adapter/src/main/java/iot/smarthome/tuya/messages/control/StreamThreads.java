package iot.smarthome.tuya.messages.control;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The few threads that work on messages; they may wait for MongoDB, the socket's own must not, nor
 * the one that watches the stream.
 */
@ApplicationScoped
public class StreamThreads {

  private static final int THREADS = 4;

  @Resource ManagedThreadFactory factory;

  private ScheduledExecutorService executor;
  private ScheduledExecutorService watch;

  public synchronized ScheduledExecutorService executor() {
    if (executor == null) {
      executor = pool(THREADS);
    }
    return executor;
  }

  /** For looking after the stream: work that waits does not keep it from its turn. */
  public synchronized ScheduledExecutorService watch() {
    if (watch == null) {
      watch = pool(1);
    }
    return watch;
  }

  private ScheduledExecutorService pool(int size) {
    ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(size, factory);
    threads.setRemoveOnCancelPolicy(true);
    return threads;
  }

  @PreDestroy
  synchronized void stop() {
    if (executor != null) {
      executor.shutdownNow();
    }
    if (watch != null) {
      watch.shutdownNow();
    }
  }
}
