package iot.smarthome.device.registration.boundary;

import iot.smarthome.device.registration.control.ChangeDevice;
import iot.smarthome.device.registration.control.FindDevices;
import iot.smarthome.device.registration.control.RegisterDevice;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.device.registration.entity.Device;
import iot.smarthome.device.registration.entity.LifeCycle;
import iot.smarthome.device.registration.gateway.DeviceFilter;
import iot.smarthome.rest.PublicPaths;
import iot.smarthome.rest.idempotency.Idempotent;
import iot.smarthome.rest.paging.Limits;
import iot.smarthome.rest.paging.Links;
import iot.smarthome.rest.paging.Page;
import iot.smarthome.rest.precondition.Preconditions;
import iot.smarthome.rest.problem.Problem;
import iot.smarthome.scope.AccessScopes;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.metrics.annotation.Counted;
import org.eclipse.microprofile.metrics.annotation.Timed;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Devices over REST. */
@Path("devices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "devices")
public class DevicesResource {

  private static final String MERGE_PATCH = "application/merge-patch+json";

  @Inject RegisterDevice registerDevice;
  @Inject ChangeDevice changeDevice;
  @Inject FindDevices findDevices;
  @Inject AccessScopes accessScopes;
  @Context UriInfo uri;

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Counted(name = "device_registrations_requested", absolute = true)
  @Operation(
      operationId = "registerDevice",
      summary = "Register a device",
      description = "Stored as SHADOW; Tuya Cloud's answer makes it ACTIVATED or REJECTED.")
  @Extension(
      name = "x-authz",
      value = "registerDevice Room body:/roomId?; registerDevice Area body:/areaId?")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key with the same body gets the first answer again, for 24 h",
      schema = @Schema(type = SchemaType.STRING, maxLength = 128))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = RegistrationRequest.class)))
  @APIResponse(
      responseCode = "201",
      description = "Registered; Location and ETag lead to it",
      content = @Content(schema = @Schema(implementation = DeviceResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "409", description = "Serial or bind code of another device")
  @APIResponse(responseCode = "413", description = "Body too large")
  @APIResponse(responseCode = "422", description = "Unknown category, area or room")
  @APIResponse(responseCode = "503", description = "Building Service does not answer; Retry-After")
  public Response register(InputStream body) {
    RegistrationRequest request = RegistrationRequest.read(body);
    Device device = registered(request);
    // a string, because a URI would be made absolute against our own address
    return Response.status(Response.Status.CREATED)
        .header(HttpHeaders.LOCATION, PublicPaths.path("devices", device.id()))
        .tag(Preconditions.tag(device.version()))
        .entity(DeviceResponse.of(device))
        .build();
  }

  private Device registered(RegistrationRequest request) {
    return request.bindCode() == null
        ? registerDevice.registerThirdParty(
            request.name(),
            request.category(),
            request.serial(),
            request.place(),
            request.productId())
        : registerDevice.register(
            request.name(),
            request.category(),
            request.serial(),
            request.place(),
            request.bindCode());
  }

  @GET
  @Path("{id}")
  @Operation(operationId = "getDevice", summary = "Read a device")
  @Extension(name = "x-authz", value = "readDevice Device path:id")
  @APIResponse(
      responseCode = "200",
      description = "The device, with its ETag",
      content = @Content(schema = @Schema(implementation = DeviceResponse.class)))
  @APIResponse(responseCode = "404", description = "No device has the id")
  public Response find(@PathParam("id") String id) {
    return found(findDevices.byId(id));
  }

  @GET
  @Timed(name = "device_lists", absolute = true)
  @Operation(
      operationId = "listDevices",
      summary = "List devices",
      description =
          "Those the caller may read, in the order of registration; the Link header leads to the"
              + " next page.")
  @Extension(name = "x-authz", value = "listDevices Platform")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = DevicePage.class)))
  @APIResponse(responseCode = "400", description = "Invalid state, limit or cursor")
  @APIResponse(responseCode = "503", description = "User Service does not answer; Retry-After")
  public Response list(
      @QueryParam("building") String building,
      @QueryParam("area") String area,
      @QueryParam("room") String room,
      @Parameter(schema = @Schema(enumeration = {"SHADOW", "ACTIVATED", "REJECTED"}))
          @QueryParam("state")
          String state,
      @QueryParam("category") String category,
      @Parameter(
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "1",
                      maximum = "200",
                      defaultValue = "50"))
          @QueryParam("limit")
          String limit,
      @QueryParam("cursor") String cursor) {
    DeviceFilter filter = new DeviceFilter(building, area, room, lifeCycle(state), category);
    Page<Device> page =
        findDevices.page(
            filter,
            accessScopes.of("readDevice"),
            Limits.of(RegistrationProblems.SERVICE, number(limit)),
            cursor);
    Response.ResponseBuilder response =
        Response.ok(
            new DevicePage(
                page.items().stream().map(DeviceResponse::of).toList(), page.nextCursor()));
    if (page.nextCursor() != null) {
      response.header(
          HttpHeaders.LINK, Links.next("devices", uri.getQueryParameters(), page.nextCursor()));
    }
    return response.build();
  }

  @PATCH
  @Path("{id}")
  @Consumes({MediaType.APPLICATION_JSON, MERGE_PATCH})
  @Operation(
      operationId = "changeDevice",
      summary = "Rename, move or submit a device again",
      description = "Another bind code or product makes a rejected device a SHADOW again.")
  @Extension(
      name = "x-authz",
      value =
          "changeDevice Device path:id; registerDevice Room body:/roomId?; registerDevice Area body:/areaId?")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = ChangeRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The device as it is now, with its ETag",
      content = @Content(schema = @Schema(implementation = DeviceResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "404", description = "No device has the id")
  @APIResponse(responseCode = "409", description = "Bind code of another device, or device active")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "422", description = "Unknown area or room")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  @APIResponse(responseCode = "503", description = "Building Service does not answer; Retry-After")
  public Response change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch,
      InputStream body) {
    ChangeRequest request = ChangeRequest.read(body);
    return found(changeDevice.change(id, matching(ifMatch), request.wish()));
  }

  @DELETE
  @Path("{id}")
  @Operation(operationId = "deleteDevice", summary = "Remove a device")
  @Extension(name = "x-authz", value = "deleteDevice Device path:id")
  @APIResponse(responseCode = "204", description = "It is gone")
  @APIResponse(responseCode = "404", description = "No device has the id")
  @APIResponse(responseCode = "412", description = "Changed in the meantime")
  @APIResponse(responseCode = "428", description = "If-Match is missing")
  public Response remove(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String ifMatch) {
    changeDevice.remove(id, matching(ifMatch));
    return Response.noContent().build();
  }

  private static Response found(Device device) {
    return Response.ok(DeviceResponse.of(device)).tag(Preconditions.tag(device.version())).build();
  }

  private static LongConsumer matching(String ifMatch) {
    return version -> Preconditions.requireMatch(RegistrationProblems.SERVICE, ifMatch, version);
  }

  private static LifeCycle lifeCycle(String state) {
    if (state == null) {
      return null;
    }
    return Arrays.stream(LifeCycle.values())
        .filter(value -> value.name().equals(state))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(RegistrationProblems.SERVICE, "invalid-input", 400, "Invalid input")
                    .violation(
                        "state",
                        "is no state of a device",
                        "use one of " + Arrays.toString(LifeCycle.values()))
                    .toException());
  }

  // as a text, because JAX-RS answers 404 to a query parameter of the wrong type
  private static Integer number(String limit) {
    if (limit == null) {
      return null;
    }
    try {
      return Integer.valueOf(limit);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
