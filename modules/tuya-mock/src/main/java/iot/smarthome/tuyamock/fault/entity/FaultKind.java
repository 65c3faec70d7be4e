package iot.smarthome.tuyamock.fault.entity;

/**
 * What may go wrong with a call.
 *
 * <p>Source: Tuya developer documentation, "Global error codes"; the words as seen on the wire.
 */
public enum FaultKind {
  /** The token is dead before the call comes, which gets 1010. */
  TOKEN_DIES(Moment.BEFORE, 0, ""),
  /** Somebody else logs in before the call comes, which gets 1010. */
  LOGIN_ELSEWHERE(Moment.BEFORE, 0, ""),
  /** Nothing is done, and there is no answer. */
  NO_ANSWER(Moment.BEFORE, 0, ""),
  /** Nothing is done; something before the cloud answers HTTP 502 and a page. */
  BAD_GATEWAY(Moment.BEFORE, 0, ""),
  /** It is done, but the answer is lost. */
  REPLY_LOST(Moment.AFTER, 0, ""),
  /** The code and the words that were ordered. */
  ERROR(Moment.DURING, 0, ""),
  SYSTEM_ERROR(Moment.DURING, 500, "system error, please contact the admin"),
  SIGN_INVALID(Moment.DURING, 1004, "sign invalid"),
  TIME_INVALID(Moment.DURING, 1013, "request time is invalid"),
  CONCURRENT(Moment.DURING, 1110, "concurrent request over limit"),
  BUSY(Moment.DURING, 1111, "system is busy, please retry later"),
  TOO_FREQUENT(Moment.DURING, 1199, "your requests are too frequent"),
  LOGIN_THROTTLED(Moment.DURING, 1199, "your requests are too frequent"),
  WRONG_DATA_CENTRE(Moment.DURING, 1106, "permission deny"),
  APP_NOT_LINKED(Moment.DURING, 2406, "skill id invalid"),
  PLAN_EXPIRED(
      Moment.DURING,
      28841002,
      "No permissions. Your subscription to cloud development plan has expired."),
  TRIAL_QUOTA(Moment.DURING, 28841004, "No permissions. Your quota of Trial Edition is used up."),
  API_NOT_SUBSCRIBED(Moment.DURING, 28841101, "No permissions. API not subscribed"),
  API_NOT_AUTHORISED(
      Moment.DURING, 28841105, "No permissions. This project is not authorized to call this API");

  /** When, beside the work that the call asks for. */
  public enum Moment {
    /** Before the cloud looks at it. */
    BEFORE,
    /** In place of the work, after signature and token were found good. */
    DURING,
    /** After the work. */
    AFTER
  }

  private final Moment moment;
  private final int code;
  private final String words;

  FaultKind(Moment moment, int code, String words) {
    this.moment = moment;
    this.code = code;
    this.words = words;
  }

  public Moment moment() {
    return moment;
  }

  /** Tuya's code; 0 where the answer is another, or is ordered. */
  public int code() {
    return code;
  }

  public String words() {
    return words;
  }
}
