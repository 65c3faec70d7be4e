package iot.smarthome.rest.idempotency;

import iot.smarthome.rest.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Principal;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.ConfigProvider;

/** Answers a repeated keyed POST with the first answer; refuses a key used for another request. */
@Provider
@ApplicationScoped // as a bean it gets its store by the constructor
@Idempotent
public class IdempotencyFilter implements ContainerRequestFilter, ContainerResponseFilter {

  static final String HEADER = "Idempotency-Key";
  private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class.getName());
  private static final String RESERVED = IdempotencyFilter.class.getName();
  private static final int MAX_KEY = 128;

  private final Supplier<IdempotencyStore> store;
  private final Jsonb jsonb = JsonbBuilder.create();

  /** For the container's proxy; public, because RESTEasy looks for it before it asks CDI. */
  public IdempotencyFilter() {
    this((Instance<IdempotencyStore>) null);
  }

  @Inject
  public IdempotencyFilter(Instance<IdempotencyStore> store) {
    // asked for when it is needed: a service without such requests has no store
    this.store = () -> store.get();
  }

  IdempotencyFilter(IdempotencyStore store) {
    this.store = () -> store;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String key = request.getHeaderString(HEADER);
    if (key == null) {
      return;
    }
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw problem("invalid-idempotency-key", 400, "Invalid Idempotency-Key")
          .violation(HEADER, "is empty or too long", "send 1 to " + MAX_KEY + " characters")
          .toException();
    }
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    String path = request.getUriInfo().getPath();
    String fingerprint = fingerprint(path, body);
    String owned = owned(request.getSecurityContext(), key);
    Optional<IdempotencyStore.Known> known = store.get().begin(owned, fingerprint);
    if (known.isEmpty()) {
      request.setProperty(RESERVED, owned);
      return;
    }
    if (!known.get().fingerprint().equals(fingerprint)) {
      throw problem("idempotency-key-reused", 422, "Idempotency-Key used for another request")
          .violation(HEADER, "belongs to a request with other content", "send a new key")
          .toException();
    }
    IdempotencyStore.Answer answer = known.get().answer();
    if (answer == null) {
      throw problem("request-in-flight", 409, "The first request is still under way")
          .retryAfter(1)
          .toException();
    }
    request.abortWith(replay(answer));
  }

  /**
   * A key is its caller's own: nobody gets the answer to another's, or learns that there is one.
   */
  private static String owned(SecurityContext caller, String key) {
    Principal principal = caller.getUserPrincipal();
    return principal == null
        ? key
        : fingerprint(principal.getName(), key.getBytes(StandardCharsets.UTF_8));
  }

  private static Response replay(IdempotencyStore.Answer answer) {
    Response.ResponseBuilder response =
        Response.status(answer.status()).header("Idempotency-Replayed", "true");
    if (answer.location() != null) {
      response.header(HttpHeaders.LOCATION, answer.location());
    }
    if (answer.etag() != null) {
      response.header(HttpHeaders.ETAG, answer.etag());
    }
    return answer.body() == null
        ? response.build()
        : response.type(MediaType.APPLICATION_JSON_TYPE).entity(answer.body()).build();
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    String key = (String) request.getProperty(RESERVED);
    if (key == null) {
      return;
    }
    try {
      keep(key, response);
    } catch (RuntimeException e) {
      // it is done: its caller is told so, even if nobody can be told a second time
      LOG.log(Level.WARNING, e, () -> "The answer to a keyed request is not kept; it is sent once");
    }
  }

  private void keep(String key, ContainerResponseContext response) {
    if (response.getStatus() >= 300) {
      store.get().release(key);
      return;
    }
    Object entity = response.getEntity();
    String body = entity == null ? null : entity instanceof String s ? s : jsonb.toJson(entity);
    store
        .get()
        .complete(
            key,
            new IdempotencyStore.Answer(
                response.getStatus(),
                response.getHeaderString(HttpHeaders.LOCATION),
                response.getHeaderString(HttpHeaders.ETAG),
                body));
  }

  static String fingerprint(String whose, byte[] body) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(whose.getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      return HexFormat.of().formatHex(sha.digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  private static Problem problem(String kebab, int status, String title) {
    String service =
        ConfigProvider.getConfig()
            .getOptionalValue("smarthome.service.name", String.class)
            .orElse("platform");
    return Problem.of(service, kebab, status, title);
  }
}
