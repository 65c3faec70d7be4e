package iot.smarthome.notify.request.control;

import iot.smarthome.notify.request.entity.Area;
import iot.smarthome.notify.request.entity.AreaCreated;
import iot.smarthome.notify.request.gateway.NotificationRequests;
import iot.smarthome.notify.request.gateway.NotificationRequests.Cause;
import iot.smarthome.notify.request.gateway.RequestCounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Asks that the group responsible for an area is told of it. */
@ApplicationScoped
public class AnnounceArea {

  private final NotificationRequests requests;
  private final RequestCounts counts;
  private final Duration newsAge;
  private final Clock clock;
  private final Set<String> recent;

  /** For the container's proxy. */
  protected AnnounceArea() {
    this(null, null, null, 0, null);
  }

  @Inject
  public AnnounceArea(
      NotificationRequests requests,
      RequestCounts counts,
      @ConfigProperty(name = "smarthome.request.news-age", defaultValue = "P7D") Duration newsAge,
      @ConfigProperty(name = "smarthome.request.remembered", defaultValue = "10000")
          int remembered) {
    this(requests, counts, newsAge, remembered, Clock.systemUTC());
  }

  AnnounceArea(
      NotificationRequests requests,
      RequestCounts counts,
      Duration newsAge,
      int remembered,
      Clock clock) {
    this.requests = requests;
    this.counts = counts;
    this.newsAge = newsAge;
    this.clock = clock;
    this.recent = Collections.synchronizedSet(Collections.newSetFromMap(latest(remembered)));
  }

  private static Map<String, Boolean> latest(int count) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
        return size() > count;
      }
    };
  }

  /**
   * @param area as it is now
   * @param cause the change that told so
   * @return completes when the request stands, or when there is none to make
   */
  public CompletionStage<Void> announce(Area area, Cause cause) {
    Optional<String> group = area.responsibleGroup();
    if (group.isEmpty()) {
      return CompletableFuture.completedStage(null);
    }
    if (area.updatedAt().isBefore(clock.instant().minus(newsAge))) {
      counts.outdated(AreaCreated.KIND);
      return CompletableFuture.completedStage(null);
    }
    AreaCreated request = new AreaCreated(area, group.get());
    if (recent.contains(request.correlationId())) {
      counts.repeated(AreaCreated.KIND);
      return CompletableFuture.completedStage(null);
    }
    return requests
        .publish(request, cause)
        .thenRun(
            () -> {
              recent.add(request.correlationId());
              counts.requested(AreaCreated.KIND);
            });
  }
}
