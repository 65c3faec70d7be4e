package iot.smarthome.user.authorization.boundary;

import iot.smarthome.messaging.EventEnvelope;
import iot.smarthome.messaging.EventHandling;
import iot.smarthome.user.authorization.control.AuthorizationProblems;
import iot.smarthome.user.authorization.control.FollowThings;
import iot.smarthome.user.authorization.entity.Thing;
import iot.smarthome.user.authorization.entity.ThingType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears of alerts: whose they are follows from the device. */
@ApplicationScoped
public class AlertsListener {

  private final EventHandling handling;
  private final FollowThings follow;

  /** For the container's proxy. */
  protected AlertsListener() {
    this(null, null);
  }

  @Inject
  public AlertsListener(EventHandling handling, FollowThings follow) {
    this.handling = handling;
    this.follow = follow;
  }

  @Incoming("alert-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, AuthorizationProblems.SERVICE, this::hear);
  }

  void hear(String key, EventEnvelope event) {
    ChangeData.use(event, data -> follow.follow(alert(data)));
  }

  private static Thing alert(JsonObject data) {
    String device = data.getString("deviceId");
    List<String> above = new ArrayList<>(List.of(device));
    above.addAll(ChangeData.places(data.getJsonObject("location")));
    return new Thing(
        data.getString("alertId"),
        ThingType.ALERT,
        device,
        above,
        null,
        null,
        false,
        ChangeData.version(data));
  }
}
