package iot.smarthome.leaks.framework.part.entity;

public class Thing {
  jakarta.ws.rs.core.Response response;
}
