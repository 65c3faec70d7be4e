package iot.smarthome.tuyamock.cloud.boundary;

import iot.smarthome.tuyamock.cloud.control.CloudError;
import iot.smarthome.tuyamock.fault.boundary.AnswerFilter;
import iot.smarthome.tuyamock.fault.control.CallGate;
import iot.smarthome.tuyamock.fault.control.UnansweredCall;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Lets signed calls through, and what else the cloud lets through. */
@Provider
@ApplicationScoped
@Signed
public class CallFilter implements ContainerRequestFilter {

  private final CallGate gate;
  private final Envelope envelope;

  /** For the container's proxy; public, because RESTEasy looks for it before it asks CDI. */
  public CallFilter() {
    this(null, null);
  }

  @Inject
  public CallFilter(CallGate gate, Envelope envelope) {
    this.gate = gate;
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
      gate.admit(
              request.getMethod(),
              path.startsWith("/") ? path : "/" + path,
              query,
              request::getHeaderString,
              body)
          .ifPresent(fault -> request.setProperty(AnswerFilter.FAULT, fault));
    } catch (CloudError e) {
      request.abortWith(envelope.of(e));
    } catch (UnansweredCall e) {
      request.setProperty(AnswerFilter.FAULT, e.fault());
      request.abortWith(Response.noContent().build());
    }
  }
}
