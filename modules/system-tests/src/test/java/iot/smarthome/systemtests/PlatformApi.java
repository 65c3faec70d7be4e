package iot.smarthome.systemtests;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Encoded;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/**
 * The platform as a client sees it: bodies go out and come back as JSON text, so that a test may
 * send what no client of ours would.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public interface PlatformApi {

  @POST
  @Path("api/{collection: .+}")
  Response create(
      @Encoded @PathParam("collection") String collection,
      @HeaderParam("Idempotency-Key") String key,
      String body);

  @POST
  @Path("api/{resource: .+}")
  Response act(
      @Encoded @PathParam("resource") String resource,
      @HeaderParam("If-Match") String tag,
      String body);

  @GET
  @Path("api/{resource: .+}")
  Response read(@Encoded @PathParam("resource") String resource);

  @GET
  @Path("api/devices/{id}/metrics")
  Response metrics(@PathParam("id") String device, @QueryParam("from") String from);

  @GET
  @Path("api/search")
  Response search(@QueryParam("kind") String kind, @QueryParam("q") String words);

  @GET
  @Path("api/alerts")
  Response alerts(@QueryParam("state") String state, @QueryParam("area") String area);

  @GET
  @Path("api/devices")
  Response devices(@QueryParam("area") String area);

  @DELETE
  @Path("api/{resource: .+}")
  Response delete(
      @Encoded @PathParam("resource") String resource, @HeaderParam("If-Match") String tag);
}
