package iot.smarthome.notify.request.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.notify.request.control.AnnounceArea;
import iot.smarthome.notify.request.entity.Area;
import iot.smarthome.notify.request.gateway.NotificationRequests.Cause;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;

/** Hears the golden examples of the producer's contracts. */
class BuildingChangesListenerTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000a1";

  private final AnnounceArea announce = mock(AnnounceArea.class);
  private final BuildingChangesListener listener = new BuildingChangesListener(null, announce);

  @BeforeEach
  void isPublished() {
    when(announce.announce(any(), any())).thenReturn(CompletableFuture.completedStage(null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"created", "updated"})
  void announcesAnAreaAsItIsNow(String type) throws Exception {
    hear("area." + type, EventContracts.example("iot.smarthome.area." + type));

    ArgumentCaptor<Area> area = ArgumentCaptor.captor();
    verify(announce).announce(area.capture(), eq(new Cause("/building-service", "e1", "trace")));
    assertThat(area.getValue().id()).isEqualTo(ID);
    assertThat(area.getValue().name()).isEqualTo("East wing");
    assertThat(area.getValue().buildingId()).endsWith("b1");
    assertThat(area.getValue().responsibleGroup()).contains("east-engineers");
    assertThat(area.getValue().updatedAt()).isEqualTo("2026-11-24T10:15:30Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"area.deleted", "room.created", "building.updated", "floor.created", "area.x"})
  void passesOverWhatNobodyHasToBeToldOf(String type) throws Exception {
    hear(type, "{}");

    verifyNoInteractions(announce);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{\"state\":null}",
        "{\"state\":{\"id\":7}}",
        "{\"state\":{\"id\":\"a\",\"buildingId\":\"b\",\"floorId\":\"f\",\"code\":\"c\","
            + "\"name\":\"n\",\"updatedAt\":\"yesterday\"}}"
      })
  void refusesForGoodWhatIsNoArea(String data) {
    assertThatThrownBy(() -> hear("area.created", data))
        .isInstanceOf(UnprocessableEventException.class);
  }

  @Test
  void failsWhenTheRequestCannotBePublishedSoThatTheChangeComesAgain() {
    when(announce.announce(any(), any()))
        .thenReturn(CompletableFuture.failedStage(new IllegalStateException("no broker")));

    assertThatThrownBy(
            () -> hear("area.created", EventContracts.example("iot.smarthome.area.created")))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseMessage("no broker");
  }

  private void hear(String type, String json) throws Exception {
    listener.hear(
        ID,
        new EventEnvelope(
            "e1",
            "iot.smarthome." + type,
            "/building-service",
            Instant.now(),
            ID,
            "trace",
            json.getBytes(StandardCharsets.UTF_8)));
  }
}
