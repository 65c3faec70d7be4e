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
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Hears what becomes of devices. */
@ApplicationScoped
public class DeviceChangesListener {

  private final EventHandling handling;
  private final FollowThings follow;

  /** For the container's proxy. */
  protected DeviceChangesListener() {
    this(null, null);
  }

  @Inject
  public DeviceChangesListener(EventHandling handling, FollowThings follow) {
    this.handling = handling;
    this.follow = follow;
  }

  @Incoming("device-cdc-in")
  @Acknowledgment(Acknowledgment.Strategy.MANUAL)
  public CompletionStage<Void> receive(Message<byte[]> message) {
    return handling.handle(message, AuthorizationProblems.SERVICE, this::hear);
  }

  void hear(String key, EventEnvelope event) {
    ChangeData.use(
        event,
        data -> {
          if (ChangeData.isRemoval(data)) {
            follow.forget(data.getString("id"), ChangeData.version(data));
          } else {
            follow.follow(device(data));
          }
        });
  }

  private static Thing device(JsonObject data) {
    JsonObject state = data.getJsonObject("state");
    List<String> places = ChangeData.places(state.getJsonObject("location"));
    return new Thing(
        state.getString("id"),
        ThingType.DEVICE,
        places.get(0),
        places,
        null,
        state.getString("category"),
        false,
        ChangeData.version(data));
  }
}
