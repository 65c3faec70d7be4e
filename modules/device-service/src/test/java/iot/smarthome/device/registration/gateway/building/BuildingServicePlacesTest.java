package iot.smarthome.device.registration.gateway.building;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import iot.smarthome.device.registration.entity.Place;
import iot.smarthome.device.registration.gateway.PlacesUnavailableException;
import jakarta.json.Json;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.ServiceUnavailableException;
import org.junit.jupiter.api.Test;

class BuildingServicePlacesTest {

  private final PlacesClient client = mock(PlacesClient.class);
  private final BuildingServicePlaces places = new BuildingServicePlaces(new PlaceCalls(client));

  @Test
  void translatesAPlace() {
    when(client.find("r1"))
        .thenReturn(
            Json.createObjectBuilder()
                .add("id", "r1")
                .add("kind", "ROOM")
                .add("buildingId", "b1")
                .add("floorId", "f1")
                .add("areaId", "a1")
                .add("news", "tolerated")
                .build());
    assertThat(places.find("r1")).contains(new Place("r1", "ROOM", "b1", "f1", "a1", null));
  }

  @Test
  void takesNotFoundForAnAnswer() {
    when(client.find("r1")).thenThrow(new NotFoundException());
    assertThat(places.find("r1")).isEmpty();
  }

  @Test
  void takesEveryOtherFailureForSilence() {
    when(client.find("r1")).thenThrow(new ServiceUnavailableException());
    assertThatThrownBy(() -> places.find("r1")).isInstanceOf(PlacesUnavailableException.class);
    when(client.find("r2")).thenThrow(new ProcessingException("refused"));
    assertThatThrownBy(() -> places.find("r2")).isInstanceOf(PlacesUnavailableException.class);
    when(client.find("r3")).thenReturn(Json.createObjectBuilder().build());
    assertThatThrownBy(() -> places.find("r3")).isInstanceOf(PlacesUnavailableException.class);
  }
}
