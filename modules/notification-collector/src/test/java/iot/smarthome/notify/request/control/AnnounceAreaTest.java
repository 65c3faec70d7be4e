package iot.smarthome.notify.request.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import iot.smarthome.notify.request.entity.Area;
import iot.smarthome.notify.request.entity.AreaCreated;
import iot.smarthome.notify.request.gateway.NotificationRequests;
import iot.smarthome.notify.request.gateway.NotificationRequests.Cause;
import iot.smarthome.notify.request.gateway.RequestCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AnnounceAreaTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final Cause CAUSE = new Cause("/building-service", "e1", null);

  private final NotificationRequests requests = mock(NotificationRequests.class);
  private final RequestCounts counts = mock(RequestCounts.class);
  private final AnnounceArea announceArea =
      new AnnounceArea(requests, counts, Duration.ofDays(7), 2, Clock.fixed(NOW, ZoneOffset.UTC));

  @BeforeEach
  void areTaken() {
    when(requests.publish(any(), any())).thenReturn(CompletableFuture.completedStage(null));
  }

  @Test
  void tellsTheGroupOfANewArea() {
    Area area = area("a1", "east", NOW);

    announce(area);

    verify(requests).publish(new AreaCreated(area, "east"), CAUSE);
    verify(counts).requested("AREA_CREATED");
  }

  @Test
  void tellsNobodyOfAnAreaWithoutAGroup() {
    announce(area("a1", null, NOW));

    verify(requests, never()).publish(any(), any());
  }

  @Test
  void tellsTheGroupOnceWhateverElseChanges() {
    announce(area("a1", "east", NOW.minusSeconds(5)));
    announce(area("a1", "east", NOW));

    verify(requests, times(1)).publish(any(), any());
    verify(counts).repeated("AREA_CREATED");
  }

  @Test
  void tellsAnotherGroupThatBecomesResponsible() {
    announce(area("a1", "east", NOW));
    announce(area("a1", "west", NOW));

    verify(requests).publish(new AreaCreated(area("a1", "west", NOW), "west"), CAUSE);
  }

  @Test
  void makesTheSameRequestAgainWhenItRemembersNothingAnyMore() {
    Area before = area("a1", "east", NOW.minusSeconds(60));
    announce(before);
    announce(area("a2", "east", NOW));
    announce(area("a3", "east", NOW));
    Area after = area("a1", "east", NOW);
    announce(after);

    verify(requests).publish(new AreaCreated(after, "east"), CAUSE);
    assertThat(new AreaCreated(after, "east").correlationId())
        .isEqualTo(new AreaCreated(before, "east").correlationId())
        .isNotEqualTo(new AreaCreated(after, "west").correlationId())
        .isNotEqualTo(new AreaCreated(area("a2", "east", NOW), "east").correlationId());
  }

  @Test
  void tellsNobodyOfWhatIsNoNewsWhenAllIsPublishedAnew() {
    announce(area("a1", "east", NOW.minus(Duration.ofDays(7)).minusMillis(1)));

    verify(requests, never()).publish(any(), any());
    verify(counts).outdated("AREA_CREATED");

    announce(area("a1", "east", NOW.minus(Duration.ofDays(7))));
    verify(requests).publish(any(), any());
  }

  @Test
  void remembersNoRequestThatWasNotTaken() {
    when(requests.publish(any(), any()))
        .thenReturn(CompletableFuture.failedStage(new IllegalStateException("no broker")))
        .thenReturn(CompletableFuture.completedStage(null));
    Area area = area("a1", "east", NOW);

    assertThatThrownBy(() -> announce(area)).hasRootCauseMessage("no broker");
    announce(area);

    verify(requests, times(2)).publish(new AreaCreated(area, "east"), CAUSE);
    verify(counts, times(1)).requested("AREA_CREATED");
  }

  private void announce(Area area) {
    announceArea.announce(area, CAUSE).toCompletableFuture().join();
  }

  private static Area area(String id, String group, Instant updatedAt) {
    return new Area(id, "b1", "f1", "EAST", "East wing", Optional.ofNullable(group), updatedAt);
  }
}
