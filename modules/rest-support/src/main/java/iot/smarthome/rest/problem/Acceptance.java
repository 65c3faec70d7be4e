package iot.smarthome.rest.problem;

import iot.smarthome.rest.PublicPaths;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Set;

/**
 * Refuses to send what was read in a form that its reader does not accept. A change has been made
 * when its answer is known: its answer is sent as it is, as RFC 9110, section 12.5.1 allows.
 */
@Provider
public class Acceptance implements ContainerResponseFilter {

  private static final Set<String> READS = Set.of("GET", "HEAD");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String accept = (String) request.getProperty(RequestSyntax.ACCEPT);
    MediaType type = response.getMediaType();
    if (accept == null
        || type == null
        || response.getStatus() >= 300
        || !READS.contains(request.getMethod())
        || HeaderSyntax.accepts(accept, type.getType(), type.getSubtype())) {
      return;
    }
    String sent = type.getType() + "/" + type.getSubtype();
    Problem problem = ProblemMapper.notAcceptable(accept, List.of(sent));
    response.setStatus(problem.status());
    response.getHeaders().remove(HttpHeaders.ETAG);
    response.getHeaders().remove(HttpHeaders.LINK);
    response.setEntity(
        problem.toJson(PublicPaths.ofEncoded(request.getUriInfo().getPath(false))).toString(),
        null,
        Problem.MEDIA_TYPE);
  }
}
