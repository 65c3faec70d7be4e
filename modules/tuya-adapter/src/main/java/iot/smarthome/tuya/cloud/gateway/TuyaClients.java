package iot.smarthome.tuya.cloud.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** Makes the REST clients, whose address and key are not known before the configuration is. */
@ApplicationScoped
class TuyaClients {

  @Produces
  @ApplicationScoped
  TuyaApi tuyaApi(CloudSettings settings, ServerClock clock) {
    return client(TuyaApi.class, settings, clock);
  }

  @Produces
  @ApplicationScoped
  TokenApi tokenApi(CloudSettings settings, ServerClock clock) {
    return client(TokenApi.class, settings, clock);
  }

  static <T> T client(Class<T> type, CloudSettings settings, ServerClock clock) {
    return RestClientBuilder.newBuilder()
        .baseUri(settings.baseUrl())
        .connectTimeout(settings.connectTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .readTimeout(settings.callTimeout().toMillis(), TimeUnit.MILLISECONDS)
        .register(new RequestSigning(settings, clock))
        .build(type);
  }
}
