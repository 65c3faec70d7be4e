package iot.smarthome.leaks.outgoing.part.control;

import org.eclipse.microprofile.reactive.messaging.Outgoing;

public class Sender {
  @Outgoing("out")
  public String next() {
    return "";
  }
}
