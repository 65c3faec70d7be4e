package iot.smarthome.rest.problem;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Queries and headers before anybody has decoded them (RFC 3986, section 2.1; RFC 9110, 12.5). */
final class HeaderSyntax {

  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
  private static final Pattern MEDIA_TYPE = Pattern.compile(TOKEN + "/" + TOKEN);
  // a lone * is what Java's own client sends
  private static final Pattern MEDIA_RANGE = Pattern.compile("\\*|" + MEDIA_TYPE.pattern());
  private static final Pattern LANGUAGE_RANGE = Pattern.compile(TOKEN);
  private static final Pattern WEIGHT = Pattern.compile("0(\\.[0-9]*+)?+|1(\\.0*+)?+|\\.[0-9]++");

  private HeaderSyntax() {}

  /**
   * @return what is wrong, null when it can be decoded
   */
  static String faultOfQuery(String query) {
    if (query == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c != '%') {
        bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
        continue;
      }
      int high = i + 2 < query.length() ? Character.digit(query.charAt(i + 1), 16) : -1;
      int low = i + 2 < query.length() ? Character.digit(query.charAt(i + 2), 16) : -1;
      if (high < 0 || low < 0) {
        return "has a % at character " + (i + 1) + " that two hexadecimal digits do not follow";
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.toByteArray()));
      return null;
    } catch (CharacterCodingException e) {
      return "is not UTF-8 when it is decoded";
    }
  }

  /**
   * @return what is wrong, null when the header can be read
   */
  static String fault(String name, Enumeration<String> values) {
    for (String value : Collections.list(values)) {
      String fault =
          switch (name) {
            case "Content-Type" -> faultOfType(value);
            case "Accept" -> faultOfList(value, MEDIA_RANGE);
            default -> faultOfList(value, LANGUAGE_RANGE);
          };
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  static String mend(String name) {
    return name.equals("Content-Type")
        ? "send a media type, as application/json"
        : "separate values by commas, each with ;q=0 to ;q=1 behind it if any";
  }

  private static String faultOfType(String value) {
    String type = value.split(";", 2)[0].strip();
    return MEDIA_TYPE.matcher(type).matches() ? null : "is no media type";
  }

  private static String faultOfList(String value, Pattern range) {
    for (String element : value.split(",")) {
      String[] parts = element.split(";", -1);
      if (element.isBlank()) {
        continue;
      }
      if (!range.matcher(parts[0].strip()).matches()) {
        return "has the value '" + parts[0].strip() + "', which is malformed";
      }
      for (int i = 1; i < parts.length; i++) {
        String weight = weight(parts[i]);
        if (weight != null && !WEIGHT.matcher(weight).matches()) {
          return "has the weight q=" + weight + ", which is no number from 0 to 1";
        }
      }
    }
    return null;
  }

  private static String weight(String parameter) {
    String[] pair = parameter.split("=", 2);
    boolean named = pair[0].strip().toLowerCase(Locale.ROOT).equals("q");
    return named ? (pair.length == 2 ? pair[1].strip() : "") : null;
  }

  /**
   * @param accept a header that {@link #fault} finds nothing wrong with
   * @return whether a value of it, other than with the weight 0, takes the media type
   */
  static boolean accepts(String accept, String type, String subtype) {
    for (String element : accept.split(",")) {
      String[] parts = element.split(";", -1);
      String[] range = parts[0].strip().split("/", 2);
      boolean refused = false;
      for (int i = 1; i < parts.length; i++) {
        String weight = weight(parts[i]);
        refused |= weight != null && Double.parseDouble(weight) == 0;
      }
      String sub = range.length == 2 ? range[1] : "*";
      boolean takes =
          range[0].equals("*")
              || range[0].equalsIgnoreCase(type)
                  && (sub.equals("*") || sub.equalsIgnoreCase(subtype));
      if (takes && !refused) {
        return true;
      }
    }
    return false;
  }
}
