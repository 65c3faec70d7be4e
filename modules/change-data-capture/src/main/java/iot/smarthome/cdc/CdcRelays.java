package iot.smarthome.cdc;

import com.mongodb.client.MongoDatabase;
import iot.smarthome.messaging.EventPublisher;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The relays of a service. A service calls {@link #start} once per collection when it starts; the
 * relays end with the application.
 *
 * <p>Metrics, tagged {@code relay}: {@code cdc_lag_seconds}, {@code cdc_active}, {@code
 * cdc_published}, {@code cdc_rejected}, {@code cdc_snapshots}.
 */
@ApplicationScoped
public class CdcRelays {

  private final List<CdcRelay> relays = new CopyOnWriteArrayList<>();
  private final EventPublisher publisher;
  private final MetricRegistry metrics;
  private final CdcSettings settings;

  /** For the container's proxy. */
  protected CdcRelays() {
    this(null, null, CdcSettings.DEFAULT);
  }

  @Inject
  public CdcRelays(
      EventPublisher publisher,
      MetricRegistry metrics,
      @ConfigProperty(name = "smarthome.cdc.lease", defaultValue = "PT10S") Duration lease,
      @ConfigProperty(name = "smarthome.cdc.lease-margin", defaultValue = "PT2S") Duration margin) {
    this(
        publisher,
        metrics,
        CdcSettings.DEFAULT.withLease(
            lease, margin, lease.dividedBy(3), CdcSettings.DEFAULT.standbyPoll()));
  }

  CdcRelays(EventPublisher publisher, MetricRegistry metrics, CdcSettings settings) {
    this.publisher = publisher;
    this.metrics = metrics;
    this.settings = settings;
  }

  /**
   * Relays a collection from now on, on a thread of the relay's own.
   *
   * @param source CloudEvents source, as {@code /device-service}
   */
  public CdcRelay start(
      MongoDatabase database, String collection, String source, CdcMapping mapping) {
    return start(database, collection, source, mapping, CdcRelay.ownThread(collection));
  }

  /**
   * Relays a collection from now on.
   *
   * @param executor for example the server's managed executor; the relay keeps a thread of it
   */
  public CdcRelay start(
      MongoDatabase database,
      String collection,
      String source,
      CdcMapping mapping,
      Executor executor) {
    CdcRelay relay = new CdcRelay(database, collection, source, mapping, publisher, settings);
    start(relay, executor);
    return relay;
  }

  void start(CdcRelay relay, Executor executor) {
    relays.add(relay);
    CdcStatus status = relay.status();
    Tag tag = new Tag("relay", relay.name());
    metrics.gauge("cdc_lag_seconds", status, CdcStatus::lagSeconds, tag);
    metrics.gauge("cdc_active", status, s -> s.isActive() ? 1 : 0, tag);
    metrics.gauge("cdc_published", status, CdcStatus::published, tag);
    metrics.gauge("cdc_rejected", status, CdcStatus::rejected, tag);
    metrics.gauge("cdc_snapshots", status, CdcStatus::snapshots, tag);
    relay.start(executor);
  }

  List<CdcRelay> running() {
    return List.copyOf(relays);
  }

  @PreDestroy
  void stop() {
    relays.forEach(CdcRelay::close);
  }
}
