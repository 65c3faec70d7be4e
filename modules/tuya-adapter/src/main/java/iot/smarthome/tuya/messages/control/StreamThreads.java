package iot.smarthome.tuya.messages.control;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/** The few threads that work on messages; they may wait for MongoDB, the socket's own must not. */
@ApplicationScoped
public class StreamThreads {

  private static final int THREADS = 4;

  @Resource ManagedThreadFactory factory;

  private ScheduledExecutorService executor;

  public synchronized ScheduledExecutorService executor() {
    if (executor == null) {
      ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(THREADS, factory);
      threads.setRemoveOnCancelPolicy(true);
      executor = threads;
    }
    return executor;
  }

  @PreDestroy
  synchronized void stop() {
    if (executor != null) {
      executor.shutdownNow();
    }
  }
}
