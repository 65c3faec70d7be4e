package iot.smarthome.tuya.messages.boundary;

import iot.smarthome.tuya.messages.control.MessageIntake;
import iot.smarthome.tuya.messages.control.StreamThreads;
import iot.smarthome.tuya.messages.gateway.MessageConnector;
import iot.smarthome.tuya.messages.gateway.MessageSettings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import org.eclipse.microprofile.metrics.MetricRegistry;

/**
 * What Tuya says of the stream itself, a backlog of more than 2,000 messages for instance: counted
 * in {@code tuya_messages_total} and logged. Nothing depends on it, so its faults make nobody
 * unready.
 */
@ApplicationScoped
public class NoticeStream {

  private final MessageStream stream;

  /** For the container's proxy. */
  protected NoticeStream() {
    this.stream = null;
  }

  @Inject
  public NoticeStream(
      MessageSettings settings,
      MessageConnector connector,
      MessageIntake intake,
      StreamThreads threads,
      MetricRegistry metrics) {
    this.stream =
        new MessageStream(
            settings.ofNotices(), connector.notices(), intake, threads, metrics, Clock.systemUTC());
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object started) {
    stream.start(started);
  }

  @PreDestroy
  void stop() {
    stream.stop();
  }
}
