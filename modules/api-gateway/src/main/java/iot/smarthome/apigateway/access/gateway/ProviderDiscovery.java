package iot.smarthome.apigateway.access.gateway;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.BufferingResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Result;

/**
 * The OpenID provider's description of itself (OpenID Connect Discovery 1.0). The provider knows
 * only the address at which we ask it; clients need the one at which they ask us.
 */
public final class ProviderDiscovery {

  private static final int MAX_BYTES = 64 * 1024;

  private final HttpClient client;
  private final String internal;
  private final String external;

  /**
   * @param internal base address of the provider for us
   * @param external base address of the platform for clients
   */
  public ProviderDiscovery(HttpClient client, String internal, String external) {
    this.client = client;
    this.internal = internal;
    this.external = external;
  }

  /**
   * @return the document as clients need it; fails when the provider gives none
   */
  public CompletableFuture<String> document(String path) {
    CompletableFuture<String> document = new CompletableFuture<>();
    client
        .newRequest(internal + path)
        .timeout(5, TimeUnit.SECONDS)
        .send(
            new BufferingResponseListener(MAX_BYTES) {
              @Override
              public void onComplete(Result result) {
                if (result.isFailed()) {
                  document.completeExceptionally(result.getFailure());
                } else if (result.getResponse().getStatus() != 200) {
                  document.completeExceptionally(
                      new IOException(
                          "The OpenID provider answered " + result.getResponse().getStatus()));
                } else {
                  document.complete(translate(getContentAsString(StandardCharsets.UTF_8)));
                }
              }
            });
    return document;
  }

  String translate(String document) {
    return document.replace(internal, external);
  }

  /** A redirect of the provider, as the caller can follow it. */
  public String location(String location) {
    return location.startsWith(internal + "/") ? location.substring(internal.length()) : location;
  }
}
