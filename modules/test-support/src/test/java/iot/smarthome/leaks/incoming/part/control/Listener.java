package iot.smarthome.leaks.incoming.part.control;

import org.eclipse.microprofile.reactive.messaging.Incoming;

public class Listener {
  @Incoming("in")
  public void on(String message) {}
}
