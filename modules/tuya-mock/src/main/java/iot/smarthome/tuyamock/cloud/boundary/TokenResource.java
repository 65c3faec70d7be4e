package iot.smarthome.tuyamock.cloud.boundary;

import static iot.smarthome.tuyamock.cloud.control.JsonText.JSON;

import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.cloud.control.Tokens;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** Logging in, and staying so. */
@Path("/")
@RequestScoped
@Signed
public class TokenResource {

  @Inject Tokens tokens;
  @Inject Envelope envelope;

  @GET
  @Path("v1.0/token")
  public Response token(@QueryParam("grant_type") String grantType) {
    if (!"1".equals(grantType)) {
      throw new CloudError(1003, "grant type invalid");
    }
    return pair(tokens.grant());
  }

  @GET
  @Path("v1.0/token/{refresh}")
  public Response refresh(@PathParam("refresh") String refresh) {
    return pair(tokens.refresh(refresh));
  }

  private Response pair(Tokens.Pair pair) {
    return envelope.of(
        JSON.createObjectBuilder()
            .add("access_token", pair.access())
            .add("expire_time", tokens.secondsLeft(pair))
            .add("refresh_token", pair.refresh())
            .add("uid", "bay1600000000000mock")
            .build());
  }
}
