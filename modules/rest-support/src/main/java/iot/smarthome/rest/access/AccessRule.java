package iot.smarthome.rest.access;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One rule of {@code x-authz}: the action that must be allowed on a resource, and where in the
 * request the resource's id stands.
 *
 * <p>Written as {@code <action> <EntityType> <source>[?]}, for example {@code readDevice Device
 * path:id} or {@code registerDevice Room body:/roomId?}. {@code Platform} is the one resource that
 * has no id and so no source. {@code Place} is a building, floor, area or room, whichever has the
 * id. A rule with {@code ?} is skipped when the request leaves its source out (or gives null). All
 * other rules of an operation must be allowed.
 *
 * @param action what is done, as {@code readDevice}
 * @param entityType what it is done to, as {@code Device}
 * @param source where the id is; {@link Source#NONE} for the platform
 * @param name the parameter, or the JSON pointer into the body; empty for the platform
 * @param optional whether the rule is skipped when the source is absent
 */
public record AccessRule(
    String action, String entityType, Source source, String name, boolean optional) {

  /** The name of the extension in a contract. */
  public static final String EXTENSION = "x-authz";

  /** The resource that stands for the whole. */
  public static final String PLATFORM = "Platform";

  /** The form, as a message tells it. */
  public static final String FORM =
      "rules separated by ';', each '<action> <EntityType> path:<parameter>',"
          + " '… query:<parameter>[?]', '… body:/<pointer>[?]' or '<action> Platform'";

  private static final Pattern RULE =
      Pattern.compile(
          "(?<action>[a-z][A-Za-z]*) (?<type>[A-Z][A-Za-z]*)"
              + "( (?<source>path|query|body):(?<name>[^\\s?;]+)(?<optional>\\?)?)?");

  // RFC 6901
  private static final Pattern POINTER = Pattern.compile("(/([^~/]|~0|~1)+)+");

  /** Where a resource's id is taken from. */
  public enum Source {
    PATH,
    QUERY,
    BODY,
    NONE
  }

  /**
   * @param rules the value of an operation's {@code x-authz}
   * @return at least one rule
   * @throws IllegalArgumentException when they are not written as {@link #FORM} says; the message
   *     names the rule and what is wrong with it
   */
  public static List<AccessRule> parse(String rules) {
    if (rules == null || rules.isBlank()) {
      throw new IllegalArgumentException("says nothing");
    }
    return Arrays.stream(rules.split(";", -1)).map(String::strip).map(AccessRule::one).toList();
  }

  private static AccessRule one(String text) {
    Matcher rule = RULE.matcher(text);
    if (!rule.matches()) {
      throw new IllegalArgumentException("has the rule '" + text + "', which is malformed");
    }
    boolean platform = rule.group("type").equals(PLATFORM);
    if (rule.group("source") == null) {
      if (!platform) {
        throw new IllegalArgumentException(
            "has the rule '" + text + "', which does not say where the id is");
      }
      return new AccessRule(rule.group("action"), PLATFORM, Source.NONE, "", false);
    }
    if (platform) {
      throw new IllegalArgumentException(
          "has the rule '" + text + "', but the platform is one and has no id");
    }
    Source source = Source.valueOf(rule.group("source").toUpperCase(Locale.ROOT));
    boolean optional = rule.group("optional") != null;
    if (source == Source.PATH && optional) {
      throw new IllegalArgumentException(
          "has the rule '" + text + "', but what stands in the path is never left out");
    }
    if (source == Source.BODY && !POINTER.matcher(rule.group("name")).matches()) {
      throw new IllegalArgumentException(
          "has the rule '" + text + "', whose source is no JSON pointer");
    }
    return new AccessRule(
        rule.group("action"), rule.group("type"), source, rule.group("name"), optional);
  }
}
