package iot.smarthome.tuyamock.stream.control;

import static iot.smarthome.tuyamock.Cloud.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import iot.smarthome.tuyamock.stream.entity.Message;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicTest {

  private final AtomicLong now = new AtomicLong();
  private final Topic one = new Topic("event-test", 1, 100, now::get);
  private final Topic many = new Topic("event", 11, 1000, now::get);

  private static Topic.Consumer join(Topic topic, String name) {
    return topic.join(new Topic.Terms(name, -1, 50, Duration.ofSeconds(3)));
  }

  private static String publish(Topic topic, String key, String payload) {
    return topic.publish(new Message(null, key, payload, "aes_gcm", 0));
  }

  private static List<JsonObject> drain(Topic.Consumer consumer) {
    List<JsonObject> frames = new ArrayList<>();
    for (String frame = consumer.poll(); frame != null; frame = consumer.poll()) {
      frames.add(json(frame));
    }
    return frames;
  }

  private static List<String> ids(List<JsonObject> frames) {
    return frames.stream().map(frame -> frame.getString("messageId")).toList();
  }

  @Test
  void aMessageStaysUntilItIsAcknowledged() {
    String first = publish(one, "d1", "1");
    String second = publish(one, "d1", "2");
    Topic.Consumer a = join(one, "a");
    Topic.Consumer b = join(one, "b");
    assertThat(ids(drain(a))).containsExactly(first, second);
    assertThat(drain(b)).isEmpty();
    assertThat(one.open()).isEqualTo(2);
    assertThat(a.acknowledge(first)).isTrue();
    assertThat(a.acknowledge(first)).isFalse();
    assertThat(b.acknowledge(second)).as("it is a's").isFalse();
    a.leave();
    List<JsonObject> again = drain(b);
    assertThat(ids(again)).containsExactly(second);
    assertThat(again.get(0).getInt("redeliveryCount")).isEqualTo(1);
    b.acknowledge(second);
    assertThat(one.backlog()).isZero();
    assertThat(one.consumers()).isEqualTo(1);
  }

  @Test
  void whatIsNotAcknowledgedInTimeComesAgainInItsOrder() {
    Topic.Consumer consumer = join(one, "a");
    List<String> published =
        IntStream.range(0, 4).mapToObj(i -> publish(one, "d" + i, "x")).toList();
    drain(consumer);
    consumer.acknowledge(published.get(1));
    now.set(2999);
    assertThat(drain(consumer)).isEmpty();
    now.set(3000);
    List<JsonObject> again = drain(consumer);
    assertThat(ids(again)).containsExactly(published.get(0), published.get(2), published.get(3));
    now.set(6000);
    assertThat(drain(consumer))
        .allSatisfy(frame -> assertThat(frame.getInt("redeliveryCount")).isEqualTo(2))
        .hasSize(3);
  }

  @Test
  void aRejectedMessageComesAgainAtOnce() {
    Topic.Consumer consumer = join(one, "a");
    String id = publish(one, "d", "x");
    drain(consumer);
    consumer.reject("another");
    assertThat(drain(consumer)).isEmpty();
    consumer.reject(id);
    assertThat(ids(drain(consumer))).containsExactly(id);
  }

  @Test
  void aFullWindowStallsTheStream() {
    Topic.Consumer consumer = join(one, "a");
    for (int i = 0; i < 60; i++) {
      publish(one, "d", "x");
    }
    List<String> sent = ids(drain(consumer));
    assertThat(sent).hasSize(50);
    consumer.acknowledge(sent.get(49));
    assertThat(drain(consumer)).hasSize(1);
  }

  @Test
  void partitionsAreSharedOutAndKeepADevicesOrder() {
    Topic.Consumer a = join(many, "a");
    Topic.Consumer b = join(many, "b");
    for (int device = 0; device < 40; device++) {
      publish(many, "device" + device, "first");
      publish(many, "device" + device, "second");
    }
    List<JsonObject> toA = drain(a);
    List<JsonObject> toB = drain(b);
    assertThat(toA.size() + toB.size()).isEqualTo(80);
    assertThat(toB).isNotEmpty();
    assertThat(toA)
        .extracting(frame -> frame.getString("key"))
        .doesNotContainAnyElementsOf(toB.stream().map(frame -> frame.getString("key")).toList());
    for (List<JsonObject> frames : List.of(toA, toB)) {
      for (JsonObject frame : frames) {
        List<String> payloads =
            frames.stream()
                .filter(other -> other.getString("key").equals(frame.getString("key")))
                .map(other -> other.getString("payload"))
                .toList();
        assertThat(payloads).containsExactly("Zmlyc3Q=", "c2Vjb25k");
      }
    }
    b.leave();
    assertThat(drain(a)).hasSameSizeAs(toB.subList(0, Math.min(toB.size(), 50 - toA.size())));
  }

  @Test
  void aConsumerMayWantOnePartitionOnly() {
    Topic.Consumer third = many.join(new Topic.Terms("p3", 3, 100, Duration.ZERO));
    for (int i = 0; i < 110; i++) {
      publish(many, "device" + i, "x");
    }
    List<JsonObject> frames = drain(third);
    assertThat(frames).isNotEmpty().hasSizeLessThan(60);
    assertThat(frames)
        .allSatisfy(
            frame ->
                assertThat((frame.getString("key").hashCode() & Integer.MAX_VALUE) % 11)
                    .isEqualTo(3));
    assertThat(many.partitions()).isEqualTo(11);
  }

  @Test
  void memoryIsBounded() {
    for (int i = 0; i < 250; i++) {
      publish(one, "d", "x");
    }
    assertThat(one.backlog()).isEqualTo(100);
    assertThat(one.forgotten()).isEqualTo(150);
  }

  @Test
  void aWaitingConsumerIsWokenAndSentAway() throws Exception {
    Topic.Consumer consumer = join(one, "a");
    assertThat(one.isSubscribed()).isTrue();
    CompletableFuture<String> frame = CompletableFuture.supplyAsync(() -> take(consumer));
    String id = publish(one, "d", "x");
    await().until(frame::isDone);
    assertThat(json(frame.get()).getString("messageId")).isEqualTo(id);
    CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> take(consumer));
    one.disconnect();
    await().until(end::isDone);
    assertThat(end.get()).isNull();
    assertThat(one.consumers()).isZero();
  }

  private static String take(Topic.Consumer consumer) {
    try {
      return consumer.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Test
  void aStalledTopicSendsNothingUntilItGoesOn() {
    Topics topics = new Topics(11, 100);
    Topic.Consumer consumer = join(topics.event(), "a");
    topics.stall(true);
    topics.publish(new Message(null, "d", "x", "aes_gcm", 0));
    assertThat(drain(consumer)).isEmpty();
    assertThat(topics.isStalled()).isTrue();
    topics.stall(false);
    assertThat(drain(consumer)).hasSize(1);
    topics.refuse(true);
    assertThat(topics.isRefusing()).isTrue();
    assertThat(topics.event().consumers()).isZero();
    topics.refuse(false);
    assertThat(topics.find("none")).isEmpty();
  }

  @Test
  void theTestTopicGetsTheSameOnceSomebodyCame() {
    Topics topics = new Topics(11, 100);
    topics.publish(new Message(null, "d", "before", "aes_gcm", 0));
    Topic.Consumer consumer = join(topics.find("event-test").orElseThrow(), "a");
    topics.publish(new Message(null, "d", "after", "aes_gcm", 0));
    assertThat(drain(consumer)).hasSize(1);
    assertThat(topics.event().backlog()).isEqualTo(2);
    assertThat(topics.isSilent()).isFalse();
  }
}
