package iot.smarthome.tuya.messages.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;

/** Opens connections to one topic of the message service. */
@ApplicationScoped
public class MessageConnector {

  private final MessageSettings settings;
  private final HttpClient http = HttpClient.newHttpClient();

  /** For the container's proxy. */
  protected MessageConnector() {
    this(null);
  }

  @Inject
  public MessageConnector(MessageSettings settings) {
    this.settings = settings;
  }

  public MessageSocket open(FrameReceiver receiver) throws IOException, InterruptedException {
    return MessageSocket.open(http, settings, receiver);
  }

  /** The same for what Tuya says of the stream itself, a backlog for instance. */
  public MessageConnector notices() {
    return new MessageConnector(settings.ofNotices());
  }

  /** The topic's name: {@code event}, {@code event-test}, {@code notice}. */
  public String topic() {
    return settings.topic();
  }

  public String address() {
    return settings.address().toString();
  }
}
