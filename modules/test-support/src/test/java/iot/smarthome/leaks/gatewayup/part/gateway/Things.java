package iot.smarthome.leaks.gatewayup.part.gateway;

public class Things {
  iot.smarthome.leaks.gatewayup.part.control.Decide decide;
}
