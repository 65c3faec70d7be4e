package iot.smarthome.tuya.cloud.gateway;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.eclipse.microprofile.metrics.Timer;

/** The client as the container wires it, with MicroProfile Fault Tolerance around its calls. */
final class CloudContainer implements AutoCloseable {

  private static CloudContainer current;

  final Map<String, AtomicLong> counted = new ConcurrentHashMap<>();
  private final CloudSettings settings;
  private final Clock clock;
  private final SharedTokens tokens = new InMemoryTokens();
  private final MetricRegistry metrics = mock(MetricRegistry.class);
  private final SeContainer container;
  private Supplier<Number> blocked;

  /** What the configuration, the database and the server bring. */
  static class Surroundings {
    @Produces
    @Dependent
    CloudSettings settings() {
      return current.settings;
    }

    @Produces
    @Dependent
    MetricRegistry metrics() {
      return current.metrics;
    }

    @Produces
    @ApplicationScoped
    CloudSession session(TokenApi api, ServerClock serverClock) {
      return new CloudSession(api, current.tokens, serverClock, current.settings, current.clock);
    }

    @Produces
    @ApplicationScoped
    Standing standing() {
      return new Standing(current.settings.projectFaultPause(), current.metrics, current.clock);
    }
  }

  CloudContainer(CloudSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    record();
    current = this;
    this.container =
        SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(
                Surroundings.class,
                TuyaClients.class,
                ServerClock.class,
                Throttle.class,
                SessionCalls.class,
                PatientCalls.class,
                NoCalls.class,
                TuyaAssets.class,
                TuyaCloud.class)
            .addExtensions(
                io.smallrye.faulttolerance.FaultToleranceExtension.class,
                io.smallrye.config.inject.ConfigExtension.class)
            .initialize();
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private void record() {
    when(metrics.counter(anyString(), any(Tag[].class)))
        .thenAnswer(
            call -> {
              Map<String, String> tags = new TreeMap<>();
              for (int i = 1; i < call.getArguments().length; i++) {
                Tag tag = call.getArgument(i);
                tags.put(tag.getTagName(), tag.getTagValue());
              }
              String name = call.getArgument(0) + tags.values().toString();
              Counter counter = mock(Counter.class);
              org.mockito.Mockito.doAnswer(
                      inc -> counted.computeIfAbsent(name, n -> new AtomicLong()).incrementAndGet())
                  .when(counter)
                  .inc();
              return counter;
            });
    when(metrics.timer(anyString(), any(Tag[].class))).thenReturn(mock(Timer.class));
    when(metrics.gauge(anyString(), any(Supplier.class), any(Tag[].class)))
        .thenAnswer(
            call -> {
              blocked = call.getArgument(1);
              return null;
            });
  }

  TuyaCloud cloud() {
    return container.select(TuyaCloud.class).get();
  }

  TuyaAssets assets() {
    return container.select(TuyaAssets.class).get();
  }

  Number blocked() {
    return blocked.get();
  }

  @Override
  public void close() {
    container.close();
  }
}
