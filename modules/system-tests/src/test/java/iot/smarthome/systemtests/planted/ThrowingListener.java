package iot.smarthome.systemtests.planted;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What no listener of ours does: it lets an exception out. */
@ApplicationScoped
public class ThrowingListener {

  @Incoming("planted-in")
  public void receive(String message) {
    if (message.equals("throw")) {
      throw new IllegalStateException("planted");
    }
  }
}
