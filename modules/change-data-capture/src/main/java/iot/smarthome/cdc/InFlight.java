package iot.smarthome.cdc;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bson.BsonDocument;
import org.bson.BsonValue;

/**
 * The changes read but not yet acknowledged, in their order, and what the acknowledged ones mean
 * for the store. Not thread-safe: used by the relay's thread alone.
 */
final class InFlight {

  /**
   * @param token null for a document of a snapshot
   * @param change null when the entry only moves the place on
   */
  record Sent(
      BsonDocument token, CdcChange change, CompletableFuture<?> acknowledged, Instant at) {}

  private final Deque<Sent> waiting = new ArrayDeque<>();
  private final Map<String, CdcStore.Published> toRecord = new LinkedHashMap<>();
  private final Map<String, BsonValue> toForget = new LinkedHashMap<>();
  private BsonDocument acknowledgedToken;
  private int acknowledged;
  private boolean refused;

  void add(Sent sent) {
    waiting.add(sent);
    if (sent.acknowledged().isCompletedExceptionally()) {
      refused = true;
    }
  }

  /**
   * Whether nothing more may be sent for now: too much is under way, or the last one was refused
   * before it was queued, and what is behind it must not overtake it.
   */
  boolean isBlocked(int most) {
    return refused || waiting.size() >= most;
  }

  int size() {
    return waiting.size();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  Instant oldest() {
    return waiting.isEmpty() ? null : waiting.peek().at();
  }

  /**
   * Takes off what is done, from the head.
   *
   * @return the head if it failed: it stays, and nothing behind it counts
   */
  Sent drain() {
    while (!waiting.isEmpty() && waiting.peek().acknowledged().isDone()) {
      if (waiting.peek().acknowledged().isCompletedExceptionally()) {
        return waiting.peek();
      }
      settle();
    }
    return null;
  }

  /** Counts the head as done. */
  void settle() {
    Sent head = waiting.remove();
    if (head.acknowledged().isCompletedExceptionally()) {
      refused = false;
    }
    acknowledged++;
    if (head.token() != null) {
      acknowledgedToken = head.token();
    }
    if (head.change() != null) {
      String id = head.change().idText();
      if (head.change().operation() == CdcOperation.DELETED) {
        toForget.put(id, head.change().id());
        toRecord.remove(id);
      } else {
        toForget.remove(id);
        toRecord.put(id, new CdcStore.Published(head.change().id(), head.change().version()));
      }
    }
  }

  /** Waits a moment for the head, whatever becomes of it. */
  void await(long millis) throws InterruptedException {
    if (!waiting.isEmpty()) {
      try {
        waiting.peek().acknowledged().get(millis, TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException e) {
        return; // drain() looks at the outcome
      }
    }
  }

  void clear() {
    waiting.clear();
    refused = false;
  }

  /** How many were acknowledged since the last {@link #flushed}. */
  int acknowledged() {
    return acknowledged;
  }

  /** The place up to which Kafka has everything; null when not moved since the last flush. */
  BsonDocument acknowledgedToken() {
    return acknowledgedToken;
  }

  /** The version sent last of a document, as far as the store does not know it yet. */
  Long unstoredVersion(String idText) {
    Long version = null;
    CdcStore.Published recorded = toRecord.get(idText);
    if (recorded != null) {
      version = recorded.version();
    }
    for (Sent sent : waiting) {
      if (sent.change() != null && sent.change().idText().equals(idText)) {
        version = sent.change().version();
      }
    }
    return version;
  }

  List<CdcStore.Published> toRecord() {
    return new ArrayList<>(toRecord.values());
  }

  List<BsonValue> toForget() {
    return new ArrayList<>(toForget.values());
  }

  void flushed() {
    acknowledged = 0;
    acknowledgedToken = null;
    toRecord.clear();
    toForget.clear();
  }
}
