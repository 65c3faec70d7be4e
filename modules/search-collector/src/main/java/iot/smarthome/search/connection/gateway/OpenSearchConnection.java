package iot.smarthome.search.connection.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/** Makes the client; it does not connect before it is used. */
@ApplicationScoped
public class OpenSearchConnection {

  private final List<String> urls;
  private final Optional<String> username;
  private final Optional<String> password;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final int connections;

  /** For the container's proxy. */
  protected OpenSearchConnection() {
    this(List.of(), Optional.empty(), Optional.empty(), null, null, 0);
  }

  @Inject
  public OpenSearchConnection(
      @ConfigProperty(name = "opensearch.url") List<String> urls,
      @ConfigProperty(name = "opensearch.username") Optional<String> username,
      @ConfigProperty(name = "opensearch.password") Optional<String> password,
      @ConfigProperty(name = "opensearch.connect-timeout", defaultValue = "PT2S")
          Duration connectTimeout,
      @ConfigProperty(name = "opensearch.read-timeout", defaultValue = "PT20S")
          Duration readTimeout,
      @ConfigProperty(name = "opensearch.connections", defaultValue = "64") int connections) {
    this.urls = urls;
    this.username = username;
    this.password = password;
    this.connectTimeout = connectTimeout;
    this.readTimeout = readTimeout;
    this.connections = connections;
  }

  /** One for all, as it is: the client's class has final methods, which no proxy can stand for. */
  @Produces
  @Singleton
  public OpenSearchClient client() {
    List<HttpHost> hosts = new ArrayList<>();
    for (String url : urls) {
      try {
        hosts.add(HttpHost.create(url.strip()));
      } catch (URISyntaxException e) {
        throw new IllegalStateException("opensearch.url is no address: " + url, e);
      }
    }
    return new OpenSearchClient(
        ApacheHttpClient5TransportBuilder.builder(hosts.toArray(HttpHost[]::new))
            .setMapper(new JacksonJsonpMapper())
            .setHttpClientConfigCallback(
                http -> {
                  username.ifPresent(
                      name -> {
                        BasicCredentialsProvider credentials = new BasicCredentialsProvider();
                        hosts.forEach(
                            host ->
                                credentials.setCredentials(
                                    new AuthScope(host),
                                    new UsernamePasswordCredentials(
                                        name, password.orElse("").toCharArray())));
                        http.setDefaultCredentialsProvider(credentials);
                      });
                  return http.setConnectionManager(
                          PoolingAsyncClientConnectionManagerBuilder.create()
                              .setMaxConnPerRoute(connections)
                              .setMaxConnTotal(connections * hosts.size())
                              .setDefaultConnectionConfig(
                                  ConnectionConfig.custom()
                                      .setConnectTimeout(Timeout.of(connectTimeout))
                                      .setSocketTimeout(Timeout.of(readTimeout))
                                      // a node that was started anew has closed the old ones
                                      .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                      .build())
                              .build())
                      .setDefaultRequestConfig(
                          RequestConfig.custom()
                              .setResponseTimeout(Timeout.of(readTimeout))
                              .build());
                })
            .build());
  }

  void close(@Disposes OpenSearchClient client) throws IOException {
    client._transport().close();
  }
}
