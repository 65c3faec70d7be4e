package iot.smarthome.timeseries.connection.gateway;

import com.influxdb.client.InfluxDBClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when InfluxDB answers. */
@Readiness
@ApplicationScoped
public class InfluxReadiness implements HealthCheck {

  private final InfluxDBClient client;

  /** For the container's proxy. */
  protected InfluxReadiness() {
    this(null);
  }

  @Inject
  public InfluxReadiness(InfluxDBClient client) {
    this.client = client;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("influxdb-connector-influxdb")
        .status(Boolean.TRUE.equals(client.ping()))
        .build();
  }
}
