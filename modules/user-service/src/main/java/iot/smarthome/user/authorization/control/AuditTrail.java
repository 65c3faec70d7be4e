package iot.smarthome.user.authorization.control;

import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.user.authorization.entity.AuditEntry;
import iot.smarthome.user.authorization.entity.Decision;
import iot.smarthome.user.authorization.entity.Person;
import iot.smarthome.user.authorization.gateway.AuditLog;
import iot.smarthome.user.authorization.gateway.PolicyEngine;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes down every denial, and every administrative act that was allowed: soon, in batches, by one
 * thread. When it cannot keep up, decisions wait for it, and are not given at last; when the
 * service stops, what is still to be written is written first.
 */
@ApplicationScoped
public class AuditTrail {

  private static final Logger LOG = Logger.getLogger(AuditTrail.class.getName());
  private static final Set<String> ADMINISTRATIVE = Set.of("administration", "structuring");
  private static final int BATCH = 500;
  private static final int CAPACITY = 8_192;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration LAST_PATIENCE = Duration.ofSeconds(20);
  private static final long RETRY_MILLIS = 500;

  private final AuditLog log;
  private final PolicyEngine engine;
  private final BlockingQueue<AuditEntry> waiting;
  private final AtomicLong unwritten = new AtomicLong();
  private final Duration patience;
  private volatile boolean stopping;
  private Thread writer;

  /** For the container's proxy. */
  protected AuditTrail() {
    this(null, null, 1, PATIENCE);
  }

  @Inject
  public AuditTrail(AuditLog log, PolicyEngine engine) {
    this(log, engine, CAPACITY, PATIENCE);
  }

  AuditTrail(AuditLog log, PolicyEngine engine, int capacity, Duration patience) {
    this.log = log;
    this.engine = engine;
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.patience = patience;
  }

  /**
   * Writes the decision down if it is one of those that are.
   *
   * @param askedBy subject of the one who asked, when it was for somebody else; else null
   * @throws iot.smarthome.rest.problem.ProblemException 503 when it cannot be written
   */
  public void record(Person person, String askedBy, DecisionRequest request, Decision decision) {
    if (!isAudited(decision)) {
      return;
    }
    AuditEntry entry =
        new AuditEntry(
            TimeOrderedId.next(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            person.subject(),
            person.id(),
            askedBy,
            decision.outcome(),
            decision.action(),
            decision.resource(),
            decision.policies(),
            decision.reason(),
            request.method(),
            request.path(),
            request.network(),
            request.client());
    put(entry);
  }

  private boolean isAudited(Decision decision) {
    return switch (decision.outcome()) {
      case DENY -> true;
      case ALLOW ->
          engine.actionGroups(decision.action()).stream().anyMatch(ADMINISTRATIVE::contains);
      case UNKNOWN_RESOURCE, NO_SUCH_OPERATION -> false;
    };
  }

  private void put(AuditEntry entry) {
    if (stopping) {
      log.append(List.of(entry)); // the writer may have ended
      return;
    }
    startWriter();
    unwritten.incrementAndGet();
    try {
      if (!waiting.offer(entry, patience.toMillis(), TimeUnit.MILLISECONDS)) {
        unwritten.decrementAndGet();
        throw AuthorizationProblems.auditFull();
      }
    } catch (InterruptedException e) {
      unwritten.decrementAndGet();
      Thread.currentThread().interrupt();
      throw AuthorizationProblems.auditFull();
    }
  }

  private synchronized void startWriter() {
    if (writer == null) {
      writer = new Thread(this::write, "authorization-audit");
      writer.setDaemon(true);
      writer.start();
    }
  }

  /** How many entries are not written yet. */
  public long unwritten() {
    return unwritten.get();
  }

  private void write() {
    List<AuditEntry> batch = new ArrayList<>();
    try {
      while (!stopping || !waiting.isEmpty()) {
        AuditEntry first = waiting.poll(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, BATCH - 1);
          append(batch);
          unwritten.addAndGet(-batch.size());
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.log(Level.SEVERE, e, () -> "Audit entries were not written: " + unwritten.get());
    }
  }

  private void append(List<AuditEntry> batch) throws InterruptedException {
    for (boolean written = false; !written; ) {
      try {
        log.append(batch);
        written = true;
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "Audit entries are written again: " + batch.size());
        TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
      }
    }
  }

  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object ending) {
    stop();
  }

  @PreDestroy
  void stop() {
    stopping = true;
    Thread ending;
    synchronized (this) {
      ending = writer;
    }
    if (ending == null) {
      return;
    }
    try {
      ending.join(LAST_PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (ending.isAlive()) {
      ending.interrupt();
    }
  }
}
