package iot.smarthome.scope;

import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** User Service's scopes over REST, as they are: for {@link ScopeCalls} only. */
@RegisterRestClient(configKey = "scope")
public interface ScopeClient {

  /**
   * @param authorization the caller's, whose scope is asked for
   * @param forwardedFor the addresses from which the call came to the platform; null when they are
   *     not known
   * @param secret shows that the call comes from inside the platform; null where the network does
   */
  @GET
  @Path("authorization/scope")
  @Produces(MediaType.APPLICATION_JSON)
  JsonObject scope(
      @QueryParam("action") String action,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam("X-Forwarded-For") String forwardedFor,
      @HeaderParam("X-Smarthome-Gateway") String secret);
}
