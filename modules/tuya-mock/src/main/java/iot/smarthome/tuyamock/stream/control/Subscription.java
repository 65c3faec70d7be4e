package iot.smarthome.tuyamock.stream.control;

import iot.smarthome.tuyamock.stream.entity.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;

/**
 * The project's subscription of type failover: the first consumer gets everything, the next one
 * when it leaves, beginning with what was not acknowledged. Kept in memory, the oldest forgotten
 * when nobody has come for long.
 */
@ApplicationScoped
public class Subscription {

  /** Takes frames; called by one thread at a time. */
  public interface Consumer {

    /**
     * @return false when the consumer is gone
     */
    boolean send(String frame);
  }

  private static final Logger LOG = Logger.getLogger(Subscription.class.getName());
  static final int CAPACITY = 100_000;

  /** As many as Pulsar's receiver queue takes by default. */
  static final int WINDOW = 1000;

  private static final class Sent {
    private final Message message;
    private int deliveries;

    private Sent(Message message) {
      this.message = message;
    }
  }

  private final Deque<Sent> waiting = new ArrayDeque<>();
  private final Map<String, Sent> unacknowledged = new LinkedHashMap<>();
  private final List<Consumer> consumers = new ArrayList<>();
  private long forgotten;

  public synchronized void publish(Message message) {
    if (waiting.size() >= CAPACITY) {
      waiting.removeFirst();
      forgotten++;
      LOG.warning(() -> "Nobody reads the messages, forgotten so far: " + forgotten);
    }
    waiting.addLast(new Sent(message));
    deliver();
  }

  public synchronized void join(Consumer consumer) {
    consumers.add(consumer);
    deliver();
  }

  public synchronized void leave(Consumer consumer) {
    boolean active = !consumers.isEmpty() && consumers.get(0) == consumer;
    consumers.remove(consumer);
    if (active) {
      again();
      deliver();
    }
  }

  private void again() {
    List<Sent> open = new ArrayList<>(unacknowledged.values());
    unacknowledged.clear();
    for (int i = open.size() - 1; i >= 0; i--) {
      waiting.addFirst(open.get(i));
    }
  }

  /**
   * @return false for a message that was not delivered, or acknowledged before
   */
  public synchronized boolean acknowledge(String messageId) {
    boolean known = unacknowledged.remove(messageId) != null;
    deliver();
    return known;
  }

  private void deliver() {
    while (!consumers.isEmpty() && !waiting.isEmpty() && unacknowledged.size() < WINDOW) {
      Sent next = waiting.removeFirst();
      unacknowledged.put(next.message.id(), next);
      if (!consumers.get(0).send(frame(next))) {
        consumers.remove(0);
        again();
      }
    }
  }

  private static String frame(Sent sent) {
    Message message = sent.message;
    return Json.createObjectBuilder()
        .add("messageId", message.id())
        .add(
            "payload",
            Base64.getEncoder().encodeToString(message.payload().getBytes(StandardCharsets.UTF_8)))
        .add("properties", Json.createObjectBuilder().add("em", message.mode()))
        .add("publishTime", Instant.ofEpochMilli(message.publishedAt()).toString())
        .add("redeliveryCount", sent.deliveries++)
        .add("key", message.key())
        .build()
        .toString();
  }

  /** Messages that nobody has acknowledged yet. */
  public synchronized int backlog() {
    return waiting.size() + unacknowledged.size();
  }
}
