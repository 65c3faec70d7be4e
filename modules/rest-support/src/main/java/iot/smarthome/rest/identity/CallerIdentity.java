package iot.smarthome.rest.identity;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Lets a REST client call another service of the platform as the one whose call is being answered:
 * it passes on the caller's {@code Authorization} and request id, and shows the gateway's secret.
 * To be registered on clients of our own services only ({@code @RegisterProvider}); nobody else may
 * see either.
 */
public class CallerIdentity implements ClientRequestFilter {

  @Override
  public void filter(ClientRequestContext request) {
    ConfigProvider.getConfig()
        .getOptionalValue(EntrySettings.SECRET, String.class)
        .filter(secret -> !secret.isBlank())
        .ifPresent(secret -> request.getHeaders().putSingle(EntryFilter.GATEWAY_HEADER, secret));
    if (!request.getHeaders().containsKey("Authorization")) {
      IncomingCall.authorization()
          .ifPresent(token -> request.getHeaders().putSingle("Authorization", token));
    }
    IncomingCall.requestId().ifPresent(id -> request.getHeaders().putSingle("X-Request-Id", id));
  }
}
