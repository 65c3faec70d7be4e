package iot.smarthome.tuyamock.cloud.boundary;

import iot.smarthome.tuyamock.cloud.control.CloudError;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** What is asked for and is not there: Tuya knows no HTTP 404. */
@Path("/")
@RequestScoped
@Signed
public class UnknownResource {

  private static final String ANY = "{version: v[0-9.]+}/{rest: .+}";

  @GET
  @Path(ANY)
  public Response get() {
    throw unknown();
  }

  @POST
  @Path(ANY)
  public Response post() {
    throw unknown();
  }

  @PUT
  @Path(ANY)
  public Response put() {
    throw unknown();
  }

  @DELETE
  @Path(ANY)
  public Response delete() {
    throw unknown();
  }

  private static CloudError unknown() {
    return new CloudError(1108, "uri path invalid");
  }
}
