package iot.smarthome.leaks.apitype.part.boundary;

@jakarta.ws.rs.Path("things")
public class ThingsResource {
  public iot.smarthome.leaks.apitype.part.entity.Thing one() {
    return null;
  }
}
