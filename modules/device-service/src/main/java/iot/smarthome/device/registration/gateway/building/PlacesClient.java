package iot.smarthome.device.registration.gateway.building;

import iot.smarthome.rest.identity.CallerIdentity;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Building Service over REST, as it is: for {@link PlaceCalls} only. */
@RegisterRestClient(configKey = "building")
@RegisterProvider(CallerIdentity.class)
public interface PlacesClient {

  @GET
  @Path("places/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  JsonObject find(@PathParam("id") String id);
}
