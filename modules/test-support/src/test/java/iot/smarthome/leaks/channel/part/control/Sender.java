package iot.smarthome.leaks.channel.part.control;

import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;

public class Sender {
  @Channel("out")
  Emitter<String> out;
}
