package iot.smarthome.tuyamock.cloud.boundary;

import iot.smarthome.tuyamock.cloud.control.CallCheck;
import iot.smarthome.tuyamock.cloud.control.CloudError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lets signed calls through. */
@Provider
@ApplicationScoped
@Signed
public class SignatureFilter implements ContainerRequestFilter {

  private final CallCheck check;
  private final Envelope envelope;

  /** For the container's proxy; public, because RESTEasy looks for it before it asks CDI. */
  public SignatureFilter() {
    this(null, null);
  }

  @Inject
  public SignatureFilter(CallCheck check, Envelope envelope) {
    this.check = check;
    this.envelope = envelope;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    SortedMap<String, String> query = new TreeMap<>();
    request
        .getUriInfo()
        .getQueryParameters()
        .forEach((name, values) -> query.put(name, values.get(0)));
    String path = request.getUriInfo().getPath();
    try {
      check.check(
          request.getMethod(),
          path.startsWith("/") ? path : "/" + path,
          query,
          request::getHeaderString,
          body);
    } catch (CloudError e) {
      request.abortWith(envelope.of(e));
    }
  }
}
