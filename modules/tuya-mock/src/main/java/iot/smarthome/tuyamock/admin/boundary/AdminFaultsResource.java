package iot.smarthome.tuyamock.admin.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.rest.body.JsonFields;
import iot.smarthome.rest.body.StrictJson;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.tuyamock.cloud.control.CloudClock;
import iot.smarthome.tuyamock.cloud.control.Tokens;
import iot.smarthome.tuyamock.fault.control.Faults;
import iot.smarthome.tuyamock.fault.control.Quota;
import iot.smarthome.tuyamock.fault.control.RateLimits;
import iot.smarthome.tuyamock.fault.entity.Fault;
import iot.smarthome.tuyamock.fault.entity.FaultKind;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** What goes wrong with calls: ordered failures, the token, the clock, the plan, the limits. */
@Path("admin")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class AdminFaultsResource {

  private static final int MOST = 1_000_000;
  private static final Duration LONGEST_HOLD = Duration.ofHours(1);
  private static final Duration FURTHEST = Duration.ofDays(3650);

  @Inject Faults faults;
  @Inject Tokens tokens;
  @Inject CloudClock clock;
  @Inject Quota quota;
  @Inject RateLimits limits;

  @GET
  @Path("faults")
  public JsonArray pending() {
    JsonArrayBuilder all = JSON.createArrayBuilder();
    faults.pending().forEach((fault, struck) -> all.add(json(fault).add("struck", struck)));
    return all.build();
  }

  private static JsonObjectBuilder json(Fault fault) {
    return JSON.createObjectBuilder()
        .add("id", fault.id())
        .add("fault", fault.kind().name().toLowerCase(Locale.ROOT))
        .add("method", fault.method() == null ? "*" : fault.method())
        .add("path", fault.path() == null ? "" : fault.path())
        .add("after", fault.after())
        .add("times", fault.times());
  }

  /**
   * {@code {fault, method?, path?, after?, times?, code?, msg?, hold?}}: the kind, the calls that
   * it strikes, how many are spared first, how many are struck (0: all; a token dies once), code
   * and words of {@code error}, how long a lost answer is waited for (ISO-8601).
   */
  @POST
  @Path("faults")
  public Response order(InputStream body) {
    JsonFields fields =
        JsonFields.read(
            AdminBody.SERVICE,
            body,
            Set.of("fault", "method", "path", "after", "times", "code", "msg", "hold"));
    FaultKind kind = kind(fields);
    String method = fields.text("method", false, 10);
    String path = fields.text("path", false, 200);
    Double after = fields.number("after", false, 0, MOST);
    Double times = fields.number("times", false, 0, MOST);
    Double code = fields.number("code", kind == FaultKind.ERROR, 1, 99_999_999);
    String words = fields.text("msg", false, 200);
    Duration hold = AdminBody.duration(fields, "hold", false, Duration.ZERO, LONGEST_HOLD);
    fields.refuseIfInvalid();
    boolean once = kind == FaultKind.TOKEN_DIES || kind == FaultKind.LOGIN_ELSEWHERE;
    Fault fault =
        new Fault(
            TimeOrderedId.next(),
            kind,
            method,
            path,
            after == null ? 0 : after.intValue(),
            times == null ? (once ? 1 : 0) : times.intValue(),
            code == null ? kind.code() : code.intValue(),
            words == null ? kind.words() : words,
            hold == null ? Duration.ZERO : hold);
    faults.order(fault);
    return Response.status(Response.Status.CREATED).entity(json(fault).build()).build();
  }

  private static FaultKind kind(JsonFields fields) {
    String name = fields.text("fault", true, 40);
    for (FaultKind kind : FaultKind.values()) {
      if (kind.name().equalsIgnoreCase(name)) {
        return kind;
      }
    }
    if (name != null) {
      fields.violate(
          "fault",
          "is unknown",
          "use one of " + Arrays.toString(FaultKind.values()).toLowerCase(Locale.ROOT));
    }
    return FaultKind.ERROR;
  }

  @DELETE
  @Path("faults")
  public Response clear() {
    faults.clear();
    return Response.noContent().build();
  }

  @DELETE
  @Path("faults/{id}")
  public Response takeBack(@PathParam("id") String id) {
    if (!faults.takeBack(id)) {
      throw Problem.of(AdminBody.SERVICE, "unknown-fault", 404, "Unknown fault")
          .detail("No fault " + id + " is pending; those that are: GET /admin/faults.")
          .toException();
    }
    return Response.noContent().build();
  }

  /** Lets the project's token die. */
  @DELETE
  @Path("token")
  public Response revoke() {
    tokens.revoke();
    return Response.noContent().build();
  }

  /** {@code {shared, seconds}}: whether logins share a token, and how long one lasts. */
  @PUT
  @Path("token")
  public JsonObject rule(InputStream body) {
    JsonFields fields = JsonFields.read(AdminBody.SERVICE, body, Set.of("shared", "seconds"));
    Boolean shared = fields.flag("shared", false);
    Double seconds = fields.number("seconds", false, 1, MOST);
    fields.refuseIfInvalid();
    tokens.rule(
        seconds == null ? tokens.life() : Duration.ofSeconds(seconds.longValue()),
        shared == null ? tokens.isShared() : shared);
    return JSON.createObjectBuilder()
        .add("shared", tokens.isShared())
        .add("seconds", tokens.life().toSeconds())
        .build();
  }

  /** {@code {offset}}, ISO-8601: how far the cloud's clock is ahead of the world's. */
  @PUT
  @Path("clock")
  public JsonObject shift(InputStream body) {
    JsonFields fields = JsonFields.read(AdminBody.SERVICE, body, Set.of("offset"));
    Duration offset = AdminBody.duration(fields, "offset", true, FURTHEST.negated(), FURTHEST);
    fields.refuseIfInvalid();
    clock.shift(offset);
    return JSON.createObjectBuilder()
        .add("offset", clock.offset().toString())
        .add("now", clock.now().toString())
        .build();
  }

  /** {@code {calls?, messages?}}: what is left; nothing is without limit. */
  @PUT
  @Path("quota")
  public JsonObject quota(InputStream body) {
    JsonFields fields = JsonFields.read(AdminBody.SERVICE, body, Set.of("calls", "messages"));
    Double calls = fields.number("calls", false, 0, Integer.MAX_VALUE);
    Double messages = fields.number("messages", false, 0, Integer.MAX_VALUE);
    fields.refuseIfInvalid();
    quota.set(left(calls), left(messages));
    return quota();
  }

  private static long left(Double number) {
    return number == null ? Quota.UNLIMITED : number.longValue();
  }

  @GET
  @Path("quota")
  public JsonObject quota() {
    JsonObjectBuilder left = JSON.createObjectBuilder();
    if (quota.calls() != Quota.UNLIMITED) {
      left.add("calls", quota.calls());
    }
    if (quota.messages() != Quota.UNLIMITED) {
      left.add("messages", quota.messages());
    }
    return left.build();
  }

  /** {@code {enforced?, limits?: {"POST /v1.0/…/{id}/commands": 2}}}, 0 for no limit. */
  @PUT
  @Path("rate-limits")
  public JsonObject limit(InputStream body) {
    JsonObject request = StrictJson.object(AdminBody.SERVICE, body);
    try {
      if (request.get("limits") instanceof JsonObject changed) {
        changed.forEach(
            (operation, number) -> limits.limit(operation, ((JsonNumber) number).intValueExact()));
      }
      limits.enforce(request.getBoolean("enforced", limits.isEnforced()));
    } catch (IllegalArgumentException | ArithmeticException | ClassCastException e) {
      throw AdminBody.invalid(
          "limits",
          "hold something else than calls per second by operation",
          "give {\"POST /v1.0/iot-03/devices/{device_id}/commands\": 2}");
    }
    return limits();
  }

  @GET
  @Path("rate-limits")
  public JsonObject limits() {
    JsonObjectBuilder all = JSON.createObjectBuilder();
    limits.limits().forEach(all::add);
    return JSON.createObjectBuilder()
        .add("enforced", limits.isEnforced())
        .add("limits", all)
        .build();
  }
}
