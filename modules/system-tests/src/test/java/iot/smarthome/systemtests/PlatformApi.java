package iot.smarthome.systemtests;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The platform as a client sees it: bodies go out and come back as JSON text, so that a test may send what no client of
 * ours would.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public interface PlatformApi {

  @POST
  @Path("api/{collection: .+}")
  Response create(@PathParam("collection") String collection, String body);

  @POST
  @Path("api/{collection: .+}")
  Response createOnce(
      @HeaderParam("Idempotency-Key") String key,
      @PathParam("collection") String collection,
      String body);

  @GET
  @Path("api/{resource: .+}")
  Response read(@PathParam("resource") String resource);

  @GET
  @Path("api/devices")
  Response devices(
      @QueryParam("area") String area,
      @QueryParam("state") String state,
      @QueryParam("limit") Integer limit,
      @QueryParam("cursor") String cursor);

  @GET
  @Path("api/devices/{id}/metrics")
  Response metrics(
      @PathParam("id") String device,
      @QueryParam("metric") String metric,
      @QueryParam("from") String from,
      @QueryParam("to") String to,
      @QueryParam("every") String every);

  @GET
  @Path("api/alerts")
  Response alerts(@QueryParam("device") String device, @QueryParam("state") String state);

  @PATCH
  @Path("api/{resource: .+}")
  Response update(
      @PathParam("resource") String resource, @HeaderParam("If-Match") String tag, String body);

  @DELETE
  @Path("api/{resource: .+}")
  Response delete(@PathParam("resource") String resource, @HeaderParam("If-Match") String tag);

  @POST
  @Path("tuya-mock/admin/{what: .+}")
  Response tuya(@PathParam("what") String what, String body);

  @GET
  @Path("tuya-mock/admin/{what: .+}")
  Response tuyaState(@PathParam("what") String what);
}
