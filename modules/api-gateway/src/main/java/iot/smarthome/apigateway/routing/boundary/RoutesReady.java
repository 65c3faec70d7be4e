package iot.smarthome.apigateway.routing.boundary;

import iot.smarthome.apigateway.routing.control.RoutesFromConfig;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when the route table can be read; whether the services answer is their own readiness. */
@Readiness
@ApplicationScoped
public class RoutesReady implements HealthCheck {

  @Override
  public HealthCheckResponse call() {
    int routes = RoutesFromConfig.read(ConfigProvider.getConfig()).size();
    return HealthCheckResponse.named("api-gateway-routes").up().withData("routes", routes).build();
  }
}
