package iot.smarthome.device.commands.boundary;

import iot.smarthome.device.commands.control.FindCommands;
import iot.smarthome.device.commands.control.GiveCommand;
import iot.smarthome.device.commands.entity.Command;
import iot.smarthome.device.registration.control.RegistrationProblems;
import iot.smarthome.rest.PublicPaths;
import iot.smarthome.rest.idempotency.Idempotent;
import iot.smarthome.rest.paging.Limits;
import iot.smarthome.rest.paging.Links;
import iot.smarthome.rest.paging.Page;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.security.Principal;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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

/** Commands to devices over REST. */
@Path("devices/{id}/commands")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "commands")
public class CommandsResource {

  @Inject GiveCommand giveCommand;
  @Inject FindCommands findCommands;

  @Inject
  @ConfigProperty(name = "smarthome.commands.expiry")
  Duration expiry;

  @Inject
  @ConfigProperty(name = "smarthome.commands.longest-expiry")
  Duration longestExpiry;

  @Context UriInfo uri;
  @Context SecurityContext security;

  @POST
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @Counted(name = "device_commands_requested", absolute = true)
  @Operation(
      operationId = "commandDevice",
      summary = "Command a device",
      description =
          "Taken as PENDING and sent at most once. Tuya Cloud's answer makes it SENT, the device's"
              + " own report CONFIRMED; FAILED and EXPIRED say why in a sentence. Whether the device"
              + " takes the value is seen there, too.")
  @Extension(name = "x-authz", value = "commandDevice Device path:id")
  @Parameter(
      name = "Idempotency-Key",
      in = ParameterIn.HEADER,
      description = "The same key with the same body gets the first answer again, for 24 h",
      schema = @Schema(type = SchemaType.STRING, maxLength = 128))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = CommandRequest.class)))
  @APIResponse(
      responseCode = "202",
      description = "Taken; Location leads to it",
      content = @Content(schema = @Schema(implementation = CommandResponse.class)))
  @APIResponse(
      responseCode = "400",
      description = "Malformed or invalid; violations name the fields")
  @APIResponse(responseCode = "404", description = "No device has the id")
  @APIResponse(responseCode = "409", description = "The device is not active")
  @APIResponse(responseCode = "413", description = "Body too large")
  public Response command(@PathParam("id") String id, InputStream body) {
    GiveCommand.Wish wish = CommandRequest.read(body, expiry, longestExpiry);
    Principal caller = security.getUserPrincipal();
    Command command = giveCommand.give(id, wish, caller == null ? null : caller.getName());
    // a string, because a URI would be made absolute against our own address
    return Response.status(Response.Status.ACCEPTED)
        .header(HttpHeaders.LOCATION, PublicPaths.path("devices", id, "commands", command.id()))
        .entity(CommandResponse.of(command))
        .build();
  }

  @GET
  @Path("{commandId}")
  @Operation(operationId = "getCommand", summary = "Read a command")
  @Extension(name = "x-authz", value = "readDevice Device path:id")
  @APIResponse(
      responseCode = "200",
      description = "The command as far as it is",
      content = @Content(schema = @Schema(implementation = CommandResponse.class)))
  @APIResponse(responseCode = "404", description = "The device was given no such command")
  public CommandResponse find(
      @PathParam("id") String id, @PathParam("commandId") String commandId) {
    return CommandResponse.of(findCommands.byId(id, commandId));
  }

  @GET
  @Timed(name = "command_lists", absolute = true)
  @Operation(
      operationId = "listCommands",
      summary = "List the commands of a device",
      description = "The one given last first; the Link header leads to the next page.")
  @Extension(name = "x-authz", value = "readDevice Device path:id")
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = CommandPage.class)))
  @APIResponse(responseCode = "400", description = "Invalid limit or cursor")
  public Response list(
      @PathParam("id") String id,
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
    Page<Command> page =
        findCommands.page(id, Limits.of(RegistrationProblems.SERVICE, number(limit)), cursor);
    Response.ResponseBuilder response =
        Response.ok(
            new CommandPage(
                page.items().stream().map(CommandResponse::of).toList(), page.nextCursor()));
    if (page.nextCursor() != null) {
      response.header(
          HttpHeaders.LINK,
          Links.next("devices/" + id + "/commands", uri.getQueryParameters(), page.nextCursor()));
    }
    return response.build();
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
