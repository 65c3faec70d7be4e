package iot.smarthome.tuyamock.stream.control;

import iot.smarthome.tuyamock.stream.entity.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The project's topics: {@code event}, {@code event-test} that gets the same once anybody has
 * subscribed to it, and {@code notice}.
 */
@ApplicationScoped
public class Topics {

  private final Topic event;
  private final Topic eventTest;
  private final Topic notice;
  private volatile boolean refusing;
  private volatile boolean silent;
  private volatile boolean stalled;

  /** For the container's proxy. */
  protected Topics() {
    this(1, 1);
  }

  @Inject
  public Topics(
      @ConfigProperty(name = "smarthome.mock.partitions") int partitions,
      @ConfigProperty(name = "smarthome.mock.backlog-capacity") int capacity) {
    this.event = topic("event", partitions, capacity);
    this.eventTest = topic("event-test", 1, capacity);
    this.notice = topic("notice", 1, Math.min(1000, capacity));
  }

  private static Topic topic(String name, int partitions, int capacity) {
    return new Topic(
        name, partitions, capacity, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
  }

  public List<Topic> all() {
    return List.of(event, eventTest, notice);
  }

  public Optional<Topic> find(String name) {
    return all().stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  public Topic event() {
    return event;
  }

  public Topic notice() {
    return notice;
  }

  /**
   * Publishes what happens to devices.
   *
   * @return the message's id; empty while the stream is silent
   */
  String publish(Message message) {
    if (silent) {
      return "";
    }
    if (eventTest.isSubscribed()) {
      eventTest.publish(message);
    }
    return event.publish(message);
  }

  /** Whether nobody is let in. */
  public boolean isRefusing() {
    return refusing;
  }

  /** Sends everybody away and lets nobody in, until told otherwise. */
  public void refuse(boolean to) {
    refusing = to;
    if (to) {
      disconnect();
    }
  }

  public void disconnect() {
    all().forEach(Topic::disconnect);
  }

  public boolean isStalled() {
    return stalled;
  }

  /** Sends nothing any more while connections stand, or goes on. */
  public void stall(boolean to) {
    stalled = to;
    all().forEach(topic -> topic.stall(to));
  }

  /** Whether what happens is told to nobody, as with the project's rules switched off. */
  public boolean isSilent() {
    return silent;
  }

  public void silence(boolean to) {
    silent = to;
  }
}
