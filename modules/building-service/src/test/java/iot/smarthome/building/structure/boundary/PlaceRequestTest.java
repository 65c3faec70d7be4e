package iot.smarthome.building.structure.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.building.structure.entity.Description;
import iot.smarthome.building.structure.entity.GeoPosition;
import iot.smarthome.rest.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlaceRequestTest {

  private static InputStream body(String json) {
    return new ByteArrayInputStream(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsAPlace() {
    assertThat(
            PlaceRequest.description(
                body(
                    "{'code':'EG','name':' Tầng trệt ','geo':{'latitude':10.7,'longitude':106.7}}")))
        .isEqualTo(
            new Description("EG", "Tầng trệt", null, new GeoPosition(10.7, 106.7), null, null));
  }

  @Test
  void namesEverythingThatIsWrongAtOnce() {
    assertThatThrownBy(
            () ->
                PlaceRequest.description(
                    body("{'code':7,'geo':{'latitude':99,'height':1},'colour':'red'}")))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().toResponse("/buildings").getEntity().toString())
                    .contains("\"code\"", "\"name\"", "geo.latitude", "geo.longitude")
                    .contains("geo.height", "\"colour\""));
  }

  @Test
  void leavesOutClearsAndSets() {
    Description old = new Description("A", "Old", "Street", new GeoPosition(1, 2), "office", "g1");
    assertThat(PlaceRequest.change(body("{'name':'New','geo':null,'usage':null}")).apply(old))
        .isEqualTo(new Description("A", "New", "Street", null, null, "g1"));
  }
}
