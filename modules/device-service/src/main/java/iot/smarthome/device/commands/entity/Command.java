package iot.smarthome.device.commands.entity;

import iot.smarthome.device.registration.entity.InstantAsDate;
import jakarta.nosql.Column;
import jakarta.nosql.Convert;
import jakarta.nosql.Entity;
import jakarta.nosql.Id;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One value that one device is to take.
 *
 * <pre>
 *   give ──► PENDING ──► SENT ──► CONFIRMED
 *               └─────────┴─────► FAILED, EXPIRED
 * </pre>
 *
 * <p>Every change raises the version by one. What has ended stays as it is, and SENT after the end
 * is old news: messages may come twice and late.
 */
@Entity("commands")
public class Command {

  @Id private String id;
  @Column private String deviceId;
  @Column private String code;
  @Column private String value;
  @Column private String unit;
  @Column private String subject;

  @Column
  @Convert(InstantAsDate.class)
  private Instant requestedAt;

  @Column
  @Convert(InstantAsDate.class)
  private Instant expiresAt;

  @Column private State state = State.PENDING;

  @Column
  @Convert(InstantAsDate.class)
  private Instant sentAt;

  @Column
  @Convert(InstantAsDate.class)
  private Instant endedAt;

  @Column private String reasonCode;
  @Column private String reasonExplanation;
  @Column private long version = 1;

  /** For the mapping from the store. */
  protected Command() {}

  /**
   * @param code the platform's standard code, or the device's own
   * @param value the real value, as JSON text
   * @param unit UCUM code that is meant, null for the device's own
   * @param subject who gives it, null where nobody logs in
   */
  public static Command give(
      String id,
      String deviceId,
      String code,
      String value,
      String unit,
      String subject,
      Instant now,
      Instant expiresAt) {
    Command command = new Command();
    command.id = Objects.requireNonNull(id, "id");
    command.deviceId = Objects.requireNonNull(deviceId, "deviceId");
    command.code = Objects.requireNonNull(code, "code");
    command.value = Objects.requireNonNull(value, "value");
    command.unit = unit;
    command.subject = subject;
    command.requestedAt = Objects.requireNonNull(now, "now");
    command.expiresAt = Objects.requireNonNull(expiresAt, "expiresAt");
    return command;
  }

  /**
   * Tuya Cloud has taken it.
   *
   * @return whether this changed anything; not for a repeated or late word
   */
  public boolean sent(Instant at) {
    if (state != State.PENDING) {
      return false;
    }
    state = State.SENT;
    sentAt = at;
    version++;
    return true;
  }

  /** The device has reported the value; false for a repeated or late word. */
  public boolean confirmed(Instant at) {
    return ended(State.CONFIRMED, null, at);
  }

  /** It came to nothing, or nobody knows; false for a repeated or late word. */
  public boolean failed(Reason reason, Instant at) {
    return ended(State.FAILED, Objects.requireNonNull(reason, "reason"), at);
  }

  /** Its time was over; false for a repeated or late word. */
  public boolean expired(Reason reason, Instant at) {
    return ended(State.EXPIRED, Objects.requireNonNull(reason, "reason"), at);
  }

  private boolean ended(State end, Reason reason, Instant at) {
    if (state.isEnd()) {
      return false;
    }
    state = end;
    endedAt = at;
    if (reason != null) {
      reasonCode = reason.code();
      reasonExplanation = reason.explanation();
    }
    version++;
    return true;
  }

  public String id() {
    return id;
  }

  public String deviceId() {
    return deviceId;
  }

  public String code() {
    return code;
  }

  /** The real value, as JSON text. */
  public String value() {
    return value;
  }

  public Optional<String> unit() {
    return Optional.ofNullable(unit);
  }

  public Optional<String> subject() {
    return Optional.ofNullable(subject);
  }

  public Instant requestedAt() {
    return requestedAt;
  }

  public Instant expiresAt() {
    return expiresAt;
  }

  public State state() {
    return state;
  }

  public Optional<Instant> sentAt() {
    return Optional.ofNullable(sentAt);
  }

  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  public Optional<Reason> reason() {
    return reasonCode == null
        ? Optional.empty()
        : Optional.of(new Reason(reasonCode, reasonExplanation));
  }

  public long version() {
    return version;
  }
}
