package iot.smarthome.leaks.clean.part.boundary;

import iot.smarthome.leaks.clean.part.control.FindThing;
import jakarta.ws.rs.Path;

@Path("things")
public class ThingsResource {
  FindThing find;

  public String all() {
    return "";
  }
}
