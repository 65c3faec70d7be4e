package iot.smarthome.apigateway.routing.entity;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, section 2.1), read by the letter. */
final class Escapes {

  private static final String MEND = "write it as %XX, one for each byte of its UTF-8";

  private Escapes() {}

  /**
   * @param part which part of an address it is
   * @param text as it was sent; what is no ASCII stands for itself
   * @throws MalformedAddressException for a broken escape, and for bytes that are no UTF-8
   */
  static String decode(String part, String text) throws MalformedAddressException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int i = 0;
    while (i < text.length()) {
      int next = text.offsetByCodePoints(i, 1);
      if (text.charAt(i) == '%') {
        next = i + 3;
        int high = next <= text.length() ? hexadecimal(text.charAt(i + 1)) : -1;
        int low = next <= text.length() ? hexadecimal(text.charAt(i + 2)) : -1;
        if (high < 0 || low < 0) {
          throw new MalformedAddressException(
              part,
              "has a % that two hexadecimal digits do not follow",
              "write a percent sign that is meant itself as %25");
        }
        bytes.write(high << 4 | low);
      } else {
        bytes.writeBytes(text.substring(i, next).getBytes(StandardCharsets.UTF_8));
      }
      i = next;
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedAddressException(part, "is not UTF-8 when it is decoded", MEND, e);
    }
  }

  // Character.digit knows the digits of other scripts, too
  private static int hexadecimal(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
