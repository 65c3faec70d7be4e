package iot.smarthome.tuya.cloud.gateway;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;

/** Tuya's logins as they are: for {@link CloudSession} only. */
public interface TokenApi {

  /**
   * @param grantType 1
   */
  @GET
  @Path("v1.0/token")
  Response login(@QueryParam("grant_type") int grantType);

  /** A refresh token works once, and the old pair dies with it. */
  @GET
  @Path("v1.0/token/{refresh}")
  Response refresh(@PathParam("refresh") String refreshToken);
}
