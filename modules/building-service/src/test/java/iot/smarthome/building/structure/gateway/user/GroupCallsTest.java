package iot.smarthome.building.structure.gateway.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import iot.smarthome.building.structure.gateway.GroupsUnavailableException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroupCallsTest {

  private final GroupsClient client = mock(GroupsClient.class);
  private final UserServiceGroups groups =
      new UserServiceGroups(new GroupCalls(client, Optional.of("inside")));

  @Test
  void knowsAGroupFromNone() {
    when(client.find("there", "inside")).thenReturn(Response.ok("{}").build());
    when(client.find("none", "inside")).thenReturn(Response.status(404).build());
    when(client.find("thrown", "inside")).thenThrow(new NotFoundException());
    assertThat(groups.exists("there")).isTrue();
    assertThat(groups.exists("none")).isFalse();
    assertThat(groups.exists("thrown")).isFalse();
  }

  @Test
  void takesEveryOtherAnswerForNone() {
    when(client.find("broken", "inside")).thenReturn(Response.status(500).build());
    when(client.find("refused", "inside")).thenReturn(Response.status(403).build());
    when(client.find("away", "inside")).thenThrow(new ProcessingException("no connection"));
    for (String id : new String[] {"broken", "refused", "away"}) {
      assertThatThrownBy(() -> groups.exists(id)).isInstanceOf(GroupsUnavailableException.class);
    }
  }
}
