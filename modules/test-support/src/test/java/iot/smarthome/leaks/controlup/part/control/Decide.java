package iot.smarthome.leaks.controlup.part.control;

public class Decide {
  iot.smarthome.leaks.controlup.part.boundary.Request request;
}
