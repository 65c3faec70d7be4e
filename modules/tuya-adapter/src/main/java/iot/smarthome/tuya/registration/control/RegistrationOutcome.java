package iot.smarthome.tuya.registration.control;

import iot.smarthome.messaging.Faults;
import iot.smarthome.messaging.UnprocessableEventException;
import iot.smarthome.tuya.registration.entity.Binding;
import iot.smarthome.tuya.registration.gateway.DeviceEvents;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.spi.JsonProvider;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Tells what became of a registration, and returns when Kafka has it. */
@ApplicationScoped
public class RegistrationOutcome {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final long PATIENCE_SECONDS = 30;

  private final DeviceEvents events;
  private final Clock clock;
  private volatile String lastPostponed;

  /** For the container's proxy. */
  protected RegistrationOutcome() {
    this(null, null);
  }

  @Inject
  public RegistrationOutcome(DeviceEvents events) {
    this(events, Clock.systemUTC());
  }

  RegistrationOutcome(DeviceEvents events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  void confirmed(Binding binding, String traceparent) {
    Instant now = now();
    JsonObject data =
        JSON.createObjectBuilder()
            .add("deviceId", binding.deviceId())
            .add("at", now.toString())
            .add("tuyaDeviceId", binding.tuyaDeviceId())
            .add("productId", binding.productId())
            .add("category", binding.category())
            .add("specification", new SpecificationText(binding.specification()).object())
            .add("registrationVersion", binding.registrationVersion())
            .build();
    publish(
        "confirmed",
        binding.registrationVersion() + "|" + binding.tuyaDeviceId(),
        now,
        data,
        traceparent);
  }

  void rejected(Submission submission, String code, String words, String explanation) {
    refused("rejected", submission, code, words, explanation);
  }

  /**
   * Tells that a registration waits, and why: once, and not with each try. One that is told twice,
   * after a restart, is the same event.
   */
  void postponed(Submission submission, String code, String words, String explanation) {
    String registration = submission.deviceId() + "|" + submission.version() + "|" + code;
    if (!registration.equals(lastPostponed)) {
      refused("postponed", submission, code, words, explanation);
      lastPostponed = registration;
    }
  }

  private void refused(
      String type, Submission submission, String code, String words, String explanation) {
    Instant now = now();
    JsonObject data =
        JSON.createObjectBuilder()
            .add("deviceId", submission.deviceId())
            .add("at", now.toString())
            .add("code", code)
            .add("message", words.isBlank() ? code : words)
            .add("explanation", explanation)
            .add("registrationVersion", submission.version())
            .build();
    publish(type, submission.version() + "|" + code, now, data, submission.traceparent());
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private void publish(String type, String cause, Instant at, JsonObject data, String traceparent) {
    try {
      events
          .publish(type, cause, at, data, traceparent)
          .toCompletableFuture()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while publishing " + type, e);
    } catch (ExecutionException | TimeoutException e) {
      if (Faults.areOfTheMessage(e)) {
        throw new UnprocessableEventException(
            "outcome-refused", "Kafka will never take " + type + " of " + cause, e);
      }
      throw new IllegalStateException("Kafka has not taken " + type, e);
    }
  }
}
