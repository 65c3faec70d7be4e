package iot.smarthome.building.structure.gateway.user;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterClientHeaders;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * User Service over REST, as it is: for {@link GroupCalls} only. It is asked in the caller's name:
 * his {@code Authorization} goes on with the request.
 */
@RegisterRestClient(configKey = "user")
@RegisterClientHeaders
public interface GroupsClient {

  /**
   * @param secret shows that the call comes from inside the platform; null where the network does
   */
  @GET
  @Path("groups/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  Response find(@PathParam("id") String id, @HeaderParam("X-Smarthome-Gateway") String secret);
}
