package iot.smarthome.search.indexing.gateway;

/**
 * What OpenSearch says to one document.
 *
 * @param reason in its words, null unless refused
 */
public record Verdict(Kind kind, String reason) {

  /** Kinds of answers. */
  public enum Kind {
    WRITTEN,
    /** A later version is there. */
    NEWER_THERE,
    /** It has too much to do; try again. */
    BUSY,
    /** It will never take this document. */
    REFUSED
  }

  public static final Verdict WRITTEN = new Verdict(Kind.WRITTEN, null);
  public static final Verdict NEWER_THERE = new Verdict(Kind.NEWER_THERE, null);
  public static final Verdict BUSY = new Verdict(Kind.BUSY, null);

  public static Verdict refused(String reason) {
    return new Verdict(Kind.REFUSED, reason);
  }
}
