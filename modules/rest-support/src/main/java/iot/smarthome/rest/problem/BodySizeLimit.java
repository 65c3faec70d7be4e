package iot.smarthome.rest.problem;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Refuses a body above {@code smarthome.rest.max-body-bytes} (default 1 MiB): by its declared
 * length before a byte is read, and while reading for those who declare none.
 *
 * <p>A media type may have a limit of its own, {@code smarthome.rest.max-body-bytes.<subtype>}
 * without what follows a plus: {@code .csv} for text/csv, {@code .svg} for image/svg+xml.
 */
@Provider
@PreMatching
public class BodySizeLimit implements ContainerRequestFilter {

  static final long DEFAULT_BYTES = 1024 * 1024;
  private static final String LIMIT = "smarthome.rest.max-body-bytes";
  private static final Pattern SUBTYPE = Pattern.compile("^\\s*[\\w-]+/([\\w-]+)");
  private static final long MOST_DISCARDED = 2 * DEFAULT_BYTES;
  private static final Logger LOG = Logger.getLogger(BodySizeLimit.class.getName());

  @Override
  public void filter(ContainerRequestContext request) {
    long limit = limit(request.getHeaderString(HttpHeaders.CONTENT_TYPE));
    if (request.getLength() > limit) {
      // a proxy that still sends when the connection ends never sees our answer
      discard(request.getEntityStream());
      throw tooLarge(limit);
    }
    if (request.hasEntity() && request.getLength() < 0) {
      request.setEntityStream(new Bounded(request.getEntityStream(), limit));
    }
  }

  private static long limit(String contentType) {
    Config config = ConfigProvider.getConfig();
    Optional<Long> own = Optional.empty();
    // read as text: whether it is a media type at all, others say
    Matcher subtype = SUBTYPE.matcher(contentType == null ? "" : contentType);
    if (subtype.find()) {
      own =
          config.getOptionalValue(
              LIMIT + "." + subtype.group(1).toLowerCase(Locale.ROOT), Long.class);
    }
    return own.or(() -> config.getOptionalValue(LIMIT, Long.class)).orElse(DEFAULT_BYTES);
  }

  private static void discard(InputStream body) {
    try {
      body.skipNBytes(MOST_DISCARDED);
    } catch (IOException e) {
      // the end of it came first, or the caller is gone: both are what we wait for
      LOG.log(Level.FINE, "A body that is too large has ended", e);
    }
  }

  private static ProblemException tooLarge(long limit) {
    return Problem.of(ServiceName.current(), "body-too-large", 413, "Body too large")
        .detail("At most " + limit + " bytes are read.")
        .violation("(body)", "is larger than " + limit + " bytes", "send less in one request")
        .toException();
  }

  static final class Bounded extends FilterInputStream {
    private final long limit;
    private long seen;

    Bounded(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        count(1);
      }
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = super.read(into, from, length);
      if (n > 0) {
        count(n);
      }
      return n;
    }

    private void count(int n) {
      seen += n;
      if (seen > limit) {
        throw tooLarge(limit);
      }
    }
  }
}
