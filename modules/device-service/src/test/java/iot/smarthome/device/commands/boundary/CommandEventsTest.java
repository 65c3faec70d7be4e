package iot.smarthome.device.commands.boundary;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import iot.smarthome.device.commands.control.FollowCommand;
import iot.smarthome.device.commands.entity.Reason;
import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.testing.EventContracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hears the golden examples of the producer's contracts. */
class CommandEventsTest {

  private static final String ID = "01980a10-0000-7000-8000-0000000000c1";
  private static final Instant AT = Instant.parse("2026-11-24T10:15:31Z");
  private static final String PREFIX = "iot.smarthome.command.";

  private final FollowCommand followCommand = mock(FollowCommand.class);
  private final CommandEvents events = new CommandEvents(followCommand);

  private void hear(String type, String json) {
    events.follow(
        new EventEnvelope(
            "e1", type, "/tuya-adapter", AT, ID, null, json.getBytes(StandardCharsets.UTF_8)));
  }

  private void hearExample(String type) {
    hear(PREFIX + type, EventContracts.example(PREFIX + type));
  }

  @Test
  void followsEachState() {
    hearExample("sent");
    verify(followCommand).sent(ID, AT);
    hearExample("confirmed");
    verify(followCommand).confirmed(ID, AT);
    hearExample("failed");
    verify(followCommand)
        .failed(
            ID,
            new Reason(
                "2001",
                "The device is offline. Switch it on, check its network, and give the command"
                    + " again."),
            AT);
    hearExample("expired");
    verify(followCommand)
        .expired(
            ID,
            new Reason(
                "not-confirmed",
                "The device was told, but did not report the value in time. Look at the device"
                    + " before you give the command again."),
            AT);
  }

  @Test
  void passesOverWhatIsNotOfCommandsOrNotKnown() {
    hear("iot.smarthome.device.reported", "{}");
    hear(PREFIX + "withdrawn", "{\"commandId\":\"c\",\"at\":\"2026-11-24T10:15:31Z\"}");
    verifyNoInteractions(followCommand);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "{\"commandId\":\"c\",\"at\":\"now\"}",
        "{\"commandId\":\"c\",\"at\":\"2026-11-24T10:15:31Z\",\"reason\":{\"code\":\"x\"}}",
        "{\"commandId\":\"c\",\"at\":\"2026-11-24T10:15:31Z\",\"reason\":\"x\"}"
      })
  void refusesWhatBreaksTheContract(String json) {
    assertThatThrownBy(() -> hear(PREFIX + "failed", json))
        .isInstanceOf(UnprocessableEventException.class);
    verifyNoInteractions(followCommand);
  }
}
