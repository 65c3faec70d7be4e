package iot.smarthome.tuyamock.stream.control;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.stream.entity.Message;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.logging.Logger;

/**
 * A topic with partitions, and the project's one subscription of it, of type failover: each
 * partition has one active consumer, partitions are shared out among the consumers by name. A
 * message stays until it is acknowledged; one that is not within the consumer's time comes again
 * together with all of its partition that are open, so that a device's messages keep their order.
 * Kept in memory; the oldest of a partition are forgotten when nobody has come for long.
 *
 * <p>Source: Apache Pulsar documentation, "Subscriptions" and "WebSocket API".
 */
public final class Topic {

  private static final Logger LOG = Logger.getLogger(Topic.class.getName());

  /** Backlogs that are told of, and below which the next one is told of again. */
  private static final int NOTABLE = 2000;

  private static final int CALM = 1000;

  /**
   * How a consumer takes part.
   *
   * @param name decides the order among consumers
   * @param partition the only one it wants; -1 for all
   * @param window how many messages it takes before it acknowledges any
   * @param ackTimeout after which an open message comes again; zero for never
   */
  public record Terms(String name, int partition, int window, Duration ackTimeout) {}

  private static final class Delivery {
    private final Message message;
    private int redeliveries = -1;
    private long sentAt;

    private Delivery(Message message) {
      this.message = message;
    }
  }

  private static final class Partition {
    private final int index;
    private final Deque<Delivery> waiting = new ArrayDeque<>();
    private final Map<String, Delivery> open = new LinkedHashMap<>();
    private long entries;
    private Consumer active;

    private Partition(int index) {
      this.index = index;
    }

    /** What is open comes again, in its order. */
    private void again() {
      List<Delivery> deliveries = new ArrayList<>(open.values());
      open.clear();
      for (int i = deliveries.size() - 1; i >= 0; i--) {
        waiting.addFirst(deliveries.get(i));
      }
      if (active != null) {
        active.open -= deliveries.size();
      }
    }

    private void give(Consumer to) {
      if (active != to) {
        again();
        active = to;
      }
    }
  }

  private final String name;
  private final Partition[] partitions;
  private final int capacity;
  private final LongSupplier millis;
  private final long ledger;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Consumer> consumers = new ArrayList<>();
  private int size;
  private long forgotten;
  private boolean noted;
  private boolean stalled;
  private boolean subscribed;

  /**
   * @param capacity how many messages are kept
   * @param millis a clock that only runs forward
   */
  public Topic(String name, int partitions, int capacity, LongSupplier millis) {
    this.name = name;
    this.partitions = new Partition[partitions];
    for (int i = 0; i < partitions; i++) {
      this.partitions[i] = new Partition(i);
    }
    this.capacity = capacity;
    this.millis = millis;
    this.ledger = Instant.now().getEpochSecond();
  }

  public String name() {
    return name;
  }

  public int partitions() {
    return partitions.length;
  }

  /** Whether anybody ever came. */
  public boolean isSubscribed() {
    lock.lock();
    try {
      return subscribed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * @return the message's id
   */
  public String publish(Message message) {
    lock.lock();
    try {
      Partition partition =
          partitions[(message.key().hashCode() & Integer.MAX_VALUE) % partitions.length];
      if (size >= capacity && !partition.waiting.isEmpty()) {
        partition.waiting.removeFirst();
        size--;
        forgotten++;
        if (forgotten % capacity == 1) {
          LOG.warning(() -> "Nobody reads " + name + ", messages forgotten so far: " + forgotten);
        }
      }
      String id = messageId(partition.index, partition.entries++);
      partition.waiting.addLast(new Delivery(message.withId(id)));
      size++;
      changed.signalAll();
      return id;
    } finally {
      lock.unlock();
    }
  }

  /** Pulsar's message id: a protocol buffer of ledger, entry, partition and batch. */
  private String messageId(int partition, long entry) {
    byte[] bytes = new byte[32];
    int length = varint(bytes, 0, 0x08, ledger);
    length = varint(bytes, length, 0x10, entry);
    length = varint(bytes, length, 0x18, partition);
    length = varint(bytes, length, 0x20, 0);
    length = varint(bytes, length, 0x30, 1);
    return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, length));
  }

  private static int varint(byte[] bytes, int at, int tag, long value) {
    int next = at;
    bytes[next++] = (byte) tag;
    long rest = value;
    while (rest > 0x7f) {
      bytes[next++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[next++] = (byte) rest;
    return next;
  }

  public Consumer join(Terms terms) {
    lock.lock();
    try {
      Consumer consumer = new Consumer(terms);
      consumers.add(consumer);
      consumers.sort(Comparator.comparing(each -> each.terms.name()));
      subscribed = true;
      share();
      return consumer;
    } finally {
      lock.unlock();
    }
  }

  private void share() {
    for (Partition partition : partitions) {
      List<Consumer> willing =
          consumers.stream()
              .filter(
                  each -> each.terms.partition() == -1 || each.terms.partition() == partition.index)
              .toList();
      partition.give(willing.isEmpty() ? null : willing.get(partition.index % willing.size()));
    }
    changed.signalAll();
  }

  /** Messages that nobody has acknowledged yet. */
  public int backlog() {
    lock.lock();
    try {
      return size;
    } finally {
      lock.unlock();
    }
  }

  /** How many of them are at a consumer. */
  public int open() {
    lock.lock();
    try {
      int open = 0;
      for (Partition partition : partitions) {
        open += partition.open.size();
      }
      return open;
    } finally {
      lock.unlock();
    }
  }

  public int consumers() {
    lock.lock();
    try {
      return consumers.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many have been dropped because nobody came. */
  public long forgotten() {
    lock.lock();
    try {
      return forgotten;
    } finally {
      lock.unlock();
    }
  }

  /** Whether the backlog has grown notable and nobody was told yet. */
  boolean isToBeNoted() {
    lock.lock();
    try {
      if (size < CALM) {
        noted = false;
      }
      boolean news = size > NOTABLE && !noted;
      noted |= news;
      return news;
    } finally {
      lock.unlock();
    }
  }

  /** Sends nothing any more while connections stand, or goes on. */
  public void stall(boolean to) {
    lock.lock();
    try {
      stalled = to;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Sends all consumers away. */
  public void disconnect() {
    lock.lock();
    try {
      List.copyOf(consumers).forEach(Consumer::leave);
    } finally {
      lock.unlock();
    }
  }

  /** Somebody who reads the topic; safe for one thread that takes and another that acknowledges. */
  public final class Consumer {

    private final Terms terms;
    private boolean gone;
    private int open;
    private int turn;

    private Consumer(Terms terms) {
      this.terms = terms;
    }

    /**
     * The next frame, waited for.
     *
     * @return null when it has left, or been sent away
     */
    public String take() throws InterruptedException {
      Delivery delivery;
      lock.lock();
      try {
        while ((delivery = next()) == null && !gone) {
          long wait = nextTimeout();
          if (wait == Long.MAX_VALUE) {
            changed.await();
          } else {
            changed.await(Math.max(1, wait), TimeUnit.MILLISECONDS);
          }
        }
      } finally {
        lock.unlock();
      }
      return delivery == null ? null : frame(delivery);
    }

    /**
     * The next frame.
     *
     * @return null when there is none now
     */
    public String poll() {
      Delivery delivery;
      lock.lock();
      try {
        delivery = next();
      } finally {
        lock.unlock();
      }
      return delivery == null ? null : frame(delivery);
    }

    private Delivery next() {
      if (gone || stalled) {
        return null;
      }
      long now = millis.getAsLong();
      for (Partition partition : partitions) {
        if (partition.active == this && isLate(partition, now)) {
          partition.again();
        }
      }
      if (open >= terms.window()) {
        return null;
      }
      for (int i = 0; i < partitions.length; i++) {
        Partition partition = partitions[(turn + i) % partitions.length];
        if (partition.active == this && !partition.waiting.isEmpty()) {
          turn = (partition.index + 1) % partitions.length;
          Delivery delivery = partition.waiting.removeFirst();
          delivery.redeliveries++;
          delivery.sentAt = now;
          partition.open.put(delivery.message.id(), delivery);
          open++;
          return delivery;
        }
      }
      return null;
    }

    private boolean isLate(Partition partition, long now) {
      return !terms.ackTimeout().isZero()
          && !partition.open.isEmpty()
          && now - oldest(partition).sentAt >= terms.ackTimeout().toMillis();
    }

    private static Delivery oldest(Partition partition) {
      return partition.open.values().iterator().next();
    }

    private long nextTimeout() {
      long soonest = Long.MAX_VALUE;
      if (!terms.ackTimeout().isZero() && !stalled) {
        for (Partition partition : partitions) {
          if (partition.active == this && !partition.open.isEmpty()) {
            long late = oldest(partition).sentAt + terms.ackTimeout().toMillis();
            soonest = Math.min(soonest, late - millis.getAsLong());
          }
        }
      }
      return soonest;
    }

    /**
     * @return false for a message that it has not got, or has acknowledged before
     */
    public boolean acknowledge(String messageId) {
      lock.lock();
      try {
        for (Partition partition : partitions) {
          if (partition.active == this && partition.open.remove(messageId) != null) {
            open--;
            size--;
            changed.signalAll();
            return true;
          }
        }
        return false;
      } finally {
        lock.unlock();
      }
    }

    /** Wants the message again, with all of its partition that are open. */
    public void reject(String messageId) {
      lock.lock();
      try {
        for (Partition partition : partitions) {
          if (partition.active == this && partition.open.containsKey(messageId)) {
            partition.again();
            changed.signalAll();
          }
        }
      } finally {
        lock.unlock();
      }
    }

    /** What it has not acknowledged comes to the next one. */
    public void leave() {
      lock.lock();
      try {
        gone = true;
        if (consumers.remove(this)) {
          share();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  // written by hand: nothing but the key may need an escape, and this is most of a frame's cost
  private static String frame(Delivery delivery) {
    Message message = delivery.message;
    String payload =
        Base64.getEncoder().encodeToString(message.payload().getBytes(StandardCharsets.UTF_8));
    return "{\"messageId\":\""
        + message.id()
        + "\",\"payload\":\""
        + payload
        + "\",\"properties\":{\"em\":\""
        + message.mode()
        + "\",\"tid\":\""
        + HexFormat.of().toHexDigits(message.publishedAt())
        + HexFormat.of().toHexDigits(message.id().hashCode(), 16)
        + "\"},\"publishTime\":\""
        + Instant.ofEpochMilli(message.publishedAt())
        + "\",\"redeliveryCount\":"
        + delivery.redeliveries
        + ",\"key\":"
        + JSON.createValue(message.key())
        + "}";
  }
}
