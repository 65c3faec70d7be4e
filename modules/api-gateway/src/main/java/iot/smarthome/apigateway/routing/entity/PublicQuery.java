package iot.smarthome.apigateway.routing.entity;

/** The query of an address, which goes on as it was sent. */
public final class PublicQuery {

  private static final String QUERY = "(query)";
  // unreserved, sub-delims, and what a query may have besides (RFC 3986, section 3.4); brackets,
  // because everybody sends them and nobody reads them in two ways
  private static final String PLAIN = "-._~!$&'()*+,;=:@/?%[]";

  private PublicQuery() {}

  /**
   * @param query as the caller sent it, or null
   * @throws MalformedAddressException for one that cannot be decoded, or is no part of an address
   */
  public static void check(String query) throws MalformedAddressException {
    if (query == null) {
      return;
    }
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      boolean letterOrDigit = c < 128 && Character.isLetterOrDigit(c);
      if (!letterOrDigit && PLAIN.indexOf(c) < 0) {
        throw new MalformedAddressException(
            QUERY,
            "has the character U+%04X at place %d".formatted((int) c, i + 1),
            "write it as %XX, one for each byte of its UTF-8");
      }
    }
    Escapes.decode(QUERY, query);
  }
}
