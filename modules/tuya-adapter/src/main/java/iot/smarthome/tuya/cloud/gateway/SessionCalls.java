package iot.smarthome.tuya.cloud.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * One call with the project's token. A call whose token or time Tuya refuses is replayed once, with
 * another token or by Tuya's clock. A Tuya that does not answer is left alone for a moment. The
 * figures can be changed by MicroProfile configuration.
 *
 * <p>Metrics: {@code tuya_calls_total} by API and code ({@code ok} or Tuya's), {@code tuya_call}
 * (seconds) by API.
 */
@ApplicationScoped
public class SessionCalls {

  /** What is called, with the token that it is called with. */
  interface Call {
    Response send(TuyaApi api, String token);
  }

  private final TuyaApi api;
  private final CloudSession session;
  private final Standing standing;
  private final Throttle throttle;
  private final ServerClock clock;
  private final MetricRegistry metrics;

  /** For the container's proxy. */
  protected SessionCalls() {
    this(null, null, null, null, null, null);
  }

  @Inject
  public SessionCalls(
      TuyaApi api,
      CloudSession session,
      Standing standing,
      Throttle throttle,
      ServerClock clock,
      MetricRegistry metrics) {
    this.api = api;
    this.session = session;
    this.standing = standing;
    this.throttle = throttle;
    this.clock = clock;
    this.metrics = metrics;
  }

  /**
   * @param name method and path with its parameters' names
   * @return the result in Tuya's envelope
   * @throws TuyaCloudException whenever it is not a success
   */
  @Retry(maxRetries = 1, delay = 0, jitter = 0, retryOn = SessionException.class)
  @CircuitBreaker(
      requestVolumeThreshold = 5,
      failureRatio = 1,
      delay = 5000,
      failOn = {UnansweredException.class, TimeoutException.class})
  @Timeout(value = 30, unit = ChronoUnit.SECONDS)
  @Bulkhead(20)
  public JsonValue send(String name, Call call) {
    standing.check();
    try {
      String token = session.token();
      throttle.await(name);
      Answer answer = timed(name, () -> call.send(api, token));
      clock.follow(answer.serverTime());
      if (!answer.success()) {
        TuyaCloudException refusal = ErrorCodes.exception(answer.code(), answer.words());
        if (ErrorCodes.kind(answer.code()) == ErrorCodes.Kind.TOKEN) {
          session.refused(token);
        }
        throw refusal;
      }
      standing.answered();
      count(name, "ok");
      return answer.result();
    } catch (TuyaCloudException e) {
      standing.failed(e);
      count(name, e.code());
      throw e;
    }
  }

  private interface Exchange {
    Response run();
  }

  private Answer timed(String name, Exchange exchange) {
    long since = System.nanoTime();
    try {
      return Answer.of(exchange.run());
    } catch (ProcessingException e) {
      throw new UnansweredException("no-answer", String.valueOf(e.getCause()), e);
    } finally {
      metrics
          .timer("tuya_call", new Tag("api", name))
          .update(Duration.ofNanos(System.nanoTime() - since));
    }
  }

  private void count(String name, String code) {
    metrics.counter("tuya_calls", new Tag("api", name), new Tag("code", code)).inc();
  }
}
