package iot.smarthome.tuya.cloud.gateway;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Signs each request. The body is made into bytes here, which is before any writer could make other
 * ones of it: what is hashed is what goes out.
 */
final class RequestSigning implements ClientRequestFilter {

  private static final byte[] NOTHING = {};

  private final RequestSignature signature;
  private final ServerClock clock;
  private final String basePath;

  RequestSigning(CloudSettings settings, ServerClock clock) {
    this.signature = new RequestSignature(settings.clientId(), settings.clientSecret());
    this.clock = clock;
    this.basePath = settings.baseUrl().getRawPath();
  }

  @Override
  public void filter(ClientRequestContext request) {
    byte[] body = NOTHING;
    if (request.hasEntity()) {
      body = request.getEntity().toString().getBytes(StandardCharsets.UTF_8);
      request.setEntity(body, request.getEntityAnnotations(), MediaType.APPLICATION_JSON_TYPE);
    }
    long time = clock.millis();
    String nonce = UUID.randomUUID().toString().replace("-", "");
    String sign =
        signature.sign(
            request.getMethod(),
            request.getHeaderString(TuyaApi.TOKEN),
            time,
            nonce,
            Map.of(),
            body,
            signedUrl(request.getUri()));
    MultivaluedMap<String, Object> headers = request.getHeaders();
    headers.putSingle("client_id", signature.clientId());
    headers.putSingle("t", Long.toString(time));
    headers.putSingle("nonce", nonce);
    headers.putSingle("sign_method", "HMAC-SHA256");
    headers.putSingle("lang", "en");
    headers.putSingle("sign", sign);
  }

  /** Without the path of the base URL, which Tuya does not know of. */
  private String signedUrl(URI uri) {
    Map<String, String> query = new TreeMap<>();
    if (uri.getRawQuery() != null) {
      for (String parameter : uri.getRawQuery().split("&", -1)) {
        String[] pair = parameter.split("=", 2);
        query.put(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : "");
      }
    }
    return RequestSignature.url(uri.getRawPath().substring(basePath.length()), query);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
