package iot.smarthome.tuya.commands.boundary;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import iot.smarthome.tuya.commands.control.CarryOut;
import iot.smarthome.tuya.commands.control.CommandRequest;
import jakarta.json.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hears the golden example of the producer's contract. */
class CommandsListenerTest {

  private static final String REQUESTED = "iot.smarthome.command.requested";
  private static final String DEVICE = "01980a10-0000-7000-8000-0000000000d1";

  private final CarryOut carryOut = mock(CarryOut.class);
  private final CommandsListener listener = new CommandsListener(null, carryOut);

  private void hear(String type, String json) {
    listener.follow(
        DEVICE,
        new EventEnvelope(
            "e1",
            type,
            "/device-service",
            Instant.now(),
            "c1",
            "trace",
            json.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void carriesOutWhatIsRequested() {
    hear(REQUESTED, EventContracts.example(REQUESTED));
    verify(carryOut)
        .carryOut(
            new CommandRequest(
                "01980a10-0000-7000-8000-0000000000c1",
                DEVICE,
                "temp_set",
                Json.createValue(new BigDecimal("21.5")),
                "Cel",
                Instant.parse("2026-11-24T10:15:30Z"),
                Instant.parse("2026-11-24T10:16:00Z"),
                "trace"));
  }

  @Test
  void passesOverWhatItDoesNotKnow() {
    hear("iot.smarthome.command.withdrawn", "{}");
    verifyNoInteractions(carryOut);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"commandId\":\"c\",\"deviceId\":\"d\",\"code\":\"x\",\"requestedAt\":\"2026-11-24T10:15:30Z\",\"expiresAt\":\"2026-11-24T10:15:30Z\"}",
        "{\"commandId\":\"c\",\"deviceId\":\"d\",\"code\":\"x\",\"value\":1,\"requestedAt\":\"now\",\"expiresAt\":\"2026-11-24T10:15:30Z\"}",
        "{\"commandId\":7,\"deviceId\":\"d\",\"code\":\"x\",\"value\":1,\"requestedAt\":\"2026-11-24T10:15:30Z\",\"expiresAt\":\"2026-11-24T10:15:30Z\"}"
      })
  void refusesWhatBreaksTheContract(String json) {
    assertThatThrownBy(() -> hear(REQUESTED, json)).isInstanceOf(UnprocessableEventException.class);
    verifyNoInteractions(carryOut);
  }
}
