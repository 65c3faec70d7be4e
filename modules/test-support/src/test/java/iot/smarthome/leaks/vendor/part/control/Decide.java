package iot.smarthome.leaks.vendor.part.control;

public class Decide {
  iot.smarthome.leaks.vendor.part.gateway.acme.AcmeClient client;
}
