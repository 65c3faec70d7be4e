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

/** Hears what becomes of buildings, floors, areas and rooms. */
@ApplicationScoped
public class BuildingChangesListener {

  private final EventHandling handling;
  private final FollowThings follow;

  /** For the container's proxy. */
  protected BuildingChangesListener() {
    this(null, null);
  }

  @Inject
  public BuildingChangesListener(EventHandling handling, FollowThings follow) {
    this.handling = handling;
    this.follow = follow;
  }

  @Incoming("building-cdc-in")
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
            follow.follow(place(data));
          }
        });
  }

  private static Thing place(JsonObject data) {
    JsonObject state = data.getJsonObject("state");
    String id = state.getString("id");
    List<String> above =
        ChangeData.places(state).stream().filter(place -> !place.equals(id)).toList();
    return new Thing(
        id,
        ThingType.valueOf(state.getString("kind")),
        state.getString("parentId", null),
        above,
        state.getString("responsibleGroup", null),
        null,
        false,
        ChangeData.version(data));
  }
}
