package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamThreadsTest {

  private final StreamThreads threads = new StreamThreads();
  private final CountDownLatch outage = new CountDownLatch(1);

  @BeforeEach
  void makeThreads() {
    threads.factory = mock(ManagedThreadFactory.class);
    when(threads.factory.newThread(any(Runnable.class)))
        .thenAnswer(call -> new Thread((Runnable) call.getArgument(0)));
  }

  @AfterEach
  void stop() {
    outage.countDown();
    threads.stop();
  }

  @Test
  void watchesThoughAllWorkWaitsForMongoDb() throws Exception {
    for (int i = 0; i < 50; i++) {
      threads
          .executor()
          .execute(
              () -> {
                try {
                  outage.await();
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              });
    }
    Future<String> look = threads.watch().submit(() -> "looked");
    assertThat(look.get(10, TimeUnit.SECONDS)).isEqualTo("looked");
  }
}
