package iot.smarthome.tuyamock.admin.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.tuyamock.stream.control.DeviceMessages;
import iot.smarthome.tuyamock.stream.control.Envelopes;
import iot.smarthome.tuyamock.stream.control.MessageSeal;
import iot.smarthome.tuyamock.stream.control.Topic;
import iot.smarthome.tuyamock.stream.control.Topics;
import iot.smarthome.tuyamock.stream.entity.Family;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** The message service from behind. */
@Path("admin")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AdminStreamResource {

  @Inject DeviceMessages messages;
  @Inject Envelopes envelopes;
  @Inject MessageSeal seal;
  @Inject Topics topics;

  /** {@code {repeat: dataId}}, or {@code {payload, key?}} to be sent as it is. */
  @POST
  @Path("messages")
  public Response message(InputStream body) {
    JsonFields fields =
        JsonFields.read(AdminBody.SERVICE, body, Set.of("repeat", "payload", "key"));
    String repeat = fields.text("repeat", false, 128);
    String payload = fields.text("payload", repeat == null && !fields.has("repeat"), 1_000_000);
    String key = fields.text("key", false, 128);
    fields.refuseIfInvalid();
    if (repeat == null) {
      String id = envelopes.raw(key == null ? "unknown" : key, payload);
      return Response.accepted(JSON.createObjectBuilder().add("messageId", id).build()).build();
    }
    if (!messages.repeat(repeat)) {
      throw AdminBody.invalid(
          "repeat", "is no report of the last thousand", "use a dataId that was answered");
    }
    return Response.accepted().build();
  }

  /** How many are not acknowledged, {@code backlog}; and more of each topic. */
  @GET
  @Path("messages")
  public JsonObject backlog() {
    JsonObjectBuilder all = JSON.createObjectBuilder().add("backlog", topics.event().backlog());
    for (Topic topic : topics.all()) {
      all.add(
          topic.name(),
          JSON.createObjectBuilder()
              .add("backlog", topic.backlog())
              .add("open", topic.open())
              .add("consumers", topic.consumers())
              .add("partitions", topic.partitions())
              .add("forgotten", topic.forgotten()));
    }
    return all.build();
  }

  /**
   * {@code {encryption?: aes_gcm | aes_ecb, family?: STANDARD | THING | BOTH, stalled?, silent?,
   * refusing?}}.
   */
  @PUT
  @Path("stream")
  public JsonObject change(InputStream body) {
    JsonFields fields =
        JsonFields.read(
            AdminBody.SERVICE,
            body,
            Set.of("encryption", "family", "stalled", "silent", "refusing"));
    MessageSeal.Mode mode = word(fields, "encryption", MessageSeal.Mode.values());
    Family family = word(fields, "family", Family.values());
    Boolean stalled = fields.flag("stalled", false);
    Boolean silent = fields.flag("silent", false);
    Boolean refusing = fields.flag("refusing", false);
    fields.refuseIfInvalid();
    if (mode != null) {
      seal.switchTo(mode);
    }
    if (family != null) {
      messages.speak(family);
    }
    if (stalled != null) {
      topics.stall(stalled);
    }
    if (silent != null) {
      topics.silence(silent);
    }
    if (refusing != null) {
      topics.refuse(refusing);
    }
    return stream();
  }

  private static <E extends Enum<E>> E word(JsonFields fields, String name, E[] words) {
    String text = fields.text(name, false, 20);
    for (E word : words) {
      if (word.name().equals(text == null ? null : text.toUpperCase(Locale.ROOT))) {
        return word;
      }
    }
    if (text != null) {
      fields.violate(name, "is unknown", "use one of " + Arrays.toString(words));
    }
    return null;
  }

  @GET
  @Path("stream")
  public JsonObject stream() {
    return JSON.createObjectBuilder()
        .add("encryption", seal.mode().code())
        .add("family", messages.family().name())
        .add("stalled", topics.isStalled())
        .add("silent", topics.isSilent())
        .add("refusing", topics.isRefusing())
        .build();
  }

  /** Breaks all connections; they may come again. */
  @DELETE
  @Path("stream/connections")
  public Response disconnect() {
    topics.disconnect();
    return Response.noContent().build();
  }
}
