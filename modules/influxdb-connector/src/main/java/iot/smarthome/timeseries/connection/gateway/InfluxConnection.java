package iot.smarthome.timeseries.connection.gateway;

import com.influxdb.client.InfluxDBClient;
import com.influxdb.client.InfluxDBClientFactory;
import com.influxdb.client.InfluxDBClientOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Logger;
import okhttp3.OkHttpClient;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the client; it does not connect before it is used. */
@ApplicationScoped
public class InfluxConnection {

  // held, or else the filter is lost with the logger
  private static final Logger CLIENT_LOG =
      Logger.getLogger("com.influxdb.internal.AbstractQueryApi");

  private static final String EMPTY_ANSWER = "already exhausted";

  private final String url;
  private final String token;
  private final String org;
  private final String bucket;
  private final Duration connectTimeout;
  private final Duration readTimeout;

  /** For the container's proxy. */
  protected InfluxConnection() {
    this(null, Optional.empty(), null, null, null, null);
  }

  @Inject
  public InfluxConnection(
      @ConfigProperty(name = "influxdb.url") String url,
      @ConfigProperty(name = "influxdb.token") Optional<String> token,
      @ConfigProperty(name = "influxdb.org") String org,
      @ConfigProperty(name = "influxdb.bucket") String bucket,
      @ConfigProperty(name = "influxdb.connect-timeout") Duration connectTimeout,
      @ConfigProperty(name = "influxdb.read-timeout") Duration readTimeout) {
    this.url = url;
    this.token = token.orElse("");
    this.org = org;
    this.bucket = bucket;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
  }

  @Produces
  @ApplicationScoped
  public InfluxDBClient client() {
    // the client warns of every answer that is empty, which is what a device without metrics has
    CLIENT_LOG.setFilter(entry -> !String.valueOf(entry.getMessage()).contains(EMPTY_ANSWER));
    OkHttpClient.Builder http =
        new OkHttpClient.Builder()
            .connectTimeout(connectTimeout)
            .readTimeout(readTimeout)
            .addInterceptor(new VersionOneWrites());
    return InfluxDBClientFactory.create(
        InfluxDBClientOptions.builder()
            .url(url)
            .authenticateToken(token.toCharArray())
            .org(org)
            .bucket(bucket)
            .okHttpClient(http)
            .build());
  }

  void close(@Disposes InfluxDBClient client) {
    client.close();
  }

  /** The database that InfluxQL asks, which is what stands before the slash of the bucket. */
  public String database() {
    int slash = bucket.indexOf('/');
    return slash < 0 ? bucket : bucket.substring(0, slash);
  }
}
