package iot.smarthome.apigateway.access.gateway;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.URL;
import java.time.Duration;

/**
 * The OpenID provider's public keys: cached and renewed ahead of time, fetched at once when a token
 * names a key that is not known yet, though not oftener than the provider can bear, and kept while
 * the provider is away.
 */
public final class IssuerKeys {

  private static final int MAX_BYTES = 100 * 1024;
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration READ = Duration.ofSeconds(3);
  private static final Duration REFRESH = Duration.ofSeconds(8);

  private IssuerKeys() {}

  /**
   * @param cache how long keys are taken as current
   * @param pause the shortest time between two fetches for unknown keys
   * @param outage how long known keys go on working while the provider is away
   */
  public static JWKSource<SecurityContext> at(
      URL address, Duration cache, Duration pause, Duration outage) {
    return JWKSourceBuilder.create(
            address,
            new DefaultResourceRetriever(
                Math.toIntExact(CONNECT.toMillis()), Math.toIntExact(READ.toMillis()), MAX_BYTES))
        .cache(cache.toMillis(), REFRESH.toMillis())
        .refreshAheadCache(false)
        .rateLimited(pause.toMillis())
        .retrying(true)
        .outageTolerant(outage.toMillis())
        .build();
  }
}
