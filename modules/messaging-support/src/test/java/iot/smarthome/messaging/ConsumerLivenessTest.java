package iot.smarthome.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConsumerLivenessTest {

  private static final Config CONFIG =
      new SmallRyeConfigBuilder()
          .withSources(
              new PropertiesConfigSource(
                  Map.of(
                      "mp.messaging.incoming.a-in.connector", "liberty-kafka",
                      "mp.messaging.incoming.a-in.group.id", "event-etl",
                      "mp.messaging.incoming.other-in.connector", "liberty-jms",
                      "mp.messaging.incoming.other-in.group.id", "other"),
                  "channels",
                  100))
          .build();

  private final MBeanServer beans = MBeanServerFactory.newMBeanServer();
  private final Clock clock = mock(Clock.class);
  private final Numbers client = new Numbers("connection-count");
  private final Numbers coordinator = new Numbers("assigned-partitions");
  private final Numbers fetcher = new Numbers("fetch-total");
  private final ConsumerLiveness liveness =
      new ConsumerLiveness(CONFIG, Duration.ofMinutes(10), beans, clock);

  /** One metric, as Kafka shows it by JMX. */
  private static final class Numbers implements DynamicMBean {
    private final String name;
    private double value;

    private Numbers(String name) {
      this.name = name;
    }

    @Override
    public Object getAttribute(String attribute) throws AttributeNotFoundException {
      if (!attribute.equals(name)) {
        throw new AttributeNotFoundException(attribute);
      }
      return value;
    }

    @Override
    public void setAttribute(Attribute attribute) {
      throw new IllegalStateException("read only");
    }

    @Override
    public AttributeList getAttributes(String[] attributes) {
      return new AttributeList();
    }

    @Override
    public AttributeList setAttributes(AttributeList attributes) {
      throw new IllegalStateException("read only");
    }

    @Override
    public Object invoke(String action, Object[] params, String[] signature) {
      throw new IllegalStateException("no operations");
    }

    @Override
    public MBeanInfo getMBeanInfo() {
      return new MBeanInfo(Numbers.class.getName(), name, null, null, null, null);
    }
  }

  @BeforeEach
  void consumerAtWork() throws Exception {
    register("consumer-event-etl-1");
    client.value = 2;
    coordinator.value = 12;
    after(Duration.ZERO);
  }

  private void register(String id) throws Exception {
    String with = ",client-id=" + id;
    beans.registerMBean(client, new ObjectName("kafka.consumer:type=consumer-metrics" + with));
    beans.registerMBean(
        coordinator, new ObjectName("kafka.consumer:type=consumer-coordinator-metrics" + with));
    beans.registerMBean(
        fetcher, new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics" + with));
  }

  private void after(Duration time) {
    when(clock.instant()).thenReturn(Instant.parse("2026-11-24T10:00:00Z").plus(time));
  }

  @Test
  void aConsumerThatFetchesIsAlive() {
    for (int minute = 0; minute < 30; minute++) {
      after(Duration.ofMinutes(minute));
      fetcher.value += 120;
      assertThat(liveness.stopped()).isEmpty();
    }
  }

  @Test
  void aConnectedConsumerThatFetchesNoMoreHasStopped() {
    assertThat(liveness.stopped()).isEmpty();
    after(Duration.ofMinutes(10));
    assertThat(liveness.stopped()).isEmpty();
    after(Duration.ofMinutes(10).plusSeconds(1));
    assertThat(liveness.stopped())
        .containsEntry("consumer-event-etl-1", "has not read since 2026-11-24T10:00:00Z");
    fetcher.value++;
    assertThat(liveness.stopped()).isEmpty();
  }

  @Test
  void aConsumerThatIsClosedHasStopped() throws Exception {
    assertThat(liveness.stopped()).isEmpty();
    for (ObjectName bean : beans.queryNames(new ObjectName("kafka.consumer:*"), null)) {
      beans.unregisterMBean(bean);
    }
    assertThat(liveness.stopped()).containsEntry("consumer-event-etl-1", "was closed");
  }

  @Test
  void anOutageOfKafkaStopsNoConsumer() {
    assertThat(liveness.stopped()).isEmpty();
    client.value = 0;
    after(Duration.ofHours(1));
    assertThat(liveness.stopped()).isEmpty();
    // back again, it has the whole time for its first fetch
    client.value = 1;
    assertThat(liveness.stopped()).isEmpty();
  }

  @Test
  void aConsumerWithoutPartitionsHasNothingToFetch() {
    coordinator.value = 0;
    assertThat(liveness.stopped()).isEmpty();
    after(Duration.ofHours(1));
    assertThat(liveness.stopped()).isEmpty();
  }

  @Test
  void consumersOfOthersAreNotOurs() throws Exception {
    register("consumer-other-1");
    register("consumer-event-etl-extra-1");
    assertThat(liveness.stopped()).isEmpty();
    after(Duration.ofHours(1));
    assertThat(liveness.stopped()).containsOnlyKeys("consumer-event-etl-1");
  }
}
