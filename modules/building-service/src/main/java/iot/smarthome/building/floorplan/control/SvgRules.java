package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.entity.SvgElement;
import iot.smarthome.rest.problem.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a drawing may have in it to be a plan: a list of what is allowed, because what is harmful in
 * some browser cannot be listed.
 */
final class SvgRules {

  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "g",
          "defs",
          "symbol",
          "use",
          "title",
          "desc",
          "metadata",
          "style",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "text",
          "tspan",
          "textPath",
          "image",
          "linearGradient",
          "radialGradient",
          "stop",
          "pattern",
          "clipPath",
          "mask",
          "marker",
          "switch",
          "view");

  /** Those whose content is text, and in which HTML would begin to read HTML. */
  private static final Set<String> TEXTS = Set.of("title", "desc", "style");

  private static final int LARGEST_IMAGE = 128 * 1024;
  private static final Pattern IMAGE =
      Pattern.compile("data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\\s]*+");
  private static final Pattern LOCAL = Pattern.compile("#[^\\s\"'()<>\\\\]+");
  private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cntrl}\\s]+");
  private static final Pattern ACTIVE_LINK = Pattern.compile("(javascript|vbscript|data):.*");

  /** What in CSS reaches out or acts, in lower case. */
  private static final Pattern CSS =
      Pattern.compile(
          "@(?!media\\b)[a-z-]*"
              + "|url\\((?!\\s*+[\"']?#)"
              + "|(expression|image|image-set|cross-fade|src|element)\\s*+\\("
              + "|(java|vb)script:"
              + "|behavior\\s*+:"
              + "|-moz-binding"
              + "|\\\\");

  private static final Map<String, String> MENDS =
      Map.of(
          "script", "remove the script",
          "foreignObject", "draw it with SVG's own elements",
          "a", "remove the link, keep what is in it");

  private final List<Violation> faults = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();

  private SvgRules() {}

  static Violation fault(String position, String message, String mend) {
    return new Violation(position, message, mend);
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 422 with all that a plan may not have
   */
  static void check(SvgElement root) {
    SvgRules rules = new SvgRules();
    rules.element(root);
    if (rules.faults.isEmpty()) {
      rules.faults.addAll(SvgReferences.faults(root));
    }
    if (!rules.faults.isEmpty()) {
      throw PlanProblems.unsafe(rules.faults);
    }
  }

  private void violate(SvgElement at, String message, String mend) {
    faults.add(fault(at.position(), message, mend));
  }

  private void element(SvgElement element) {
    String name = element.name();
    if (!element.namespace().equals(SvgReader.SVG) || !ELEMENTS.contains(name)) {
      violate(
          element,
          "has the element " + name + ", which no plan may have",
          MENDS.getOrDefault(name, "leave it out"));
      return;
    }
    element.attributes().forEach((attribute, value) -> attribute(element, attribute, value));
    if (name.equals("style")) {
      String css = element.text();
      // a rule's reference could not be weighed, as it holds for whatever it selects
      Optional<String> reaching =
          css.toLowerCase(Locale.ROOT).contains("url(") ? Optional.of("'url('") : reaching(css);
      reaching.ifPresent(
          what ->
              violate(
                  element, "has " + what + " in a style sheet", "use plain values in its rules"));
    }
    if (TEXTS.contains(name) && !element.children().isEmpty()) {
      violate(element, "has elements in a " + name, "keep the text alone");
    }
    element.children().forEach(this::element);
  }

  private void attribute(SvgElement element, String name, String value) {
    if (name.toLowerCase(Locale.ROOT).startsWith("on")) {
      violate(element, "has the event handler " + name, "remove the attribute");
    } else if (name.equals("href") || name.equals("xlink:href")) {
      link(element, name, value);
    } else if (name.equals("id") && !ids.add(value)) {
      violate(element, "has the id " + value + " again", "give each element an id of its own");
    } else {
      Optional<String> reaching = reaching(value);
      String bare = INVISIBLE.matcher(value).replaceAll("").toLowerCase(Locale.ROOT);
      if (isStyled(name, value) && reaching.isPresent()) {
        violate(element, "has " + reaching.get() + " in " + name, "use plain values, or url(#id)");
      } else if (ACTIVE_LINK.matcher(bare).matches()) {
        violate(element, "has a link in " + name, "remove the attribute");
      }
    }
  }

  /** Names and labels may have any character; what browsers read as CSS may not. */
  private static boolean isStyled(String name, String value) {
    return !name.startsWith("data-")
        && !name.startsWith("aria-")
        && !name.equals("id")
        && (name.equals("style") || value.indexOf('(') >= 0 || value.indexOf('\\') >= 0);
  }

  private void link(SvgElement element, String name, String value) {
    String target = value.strip();
    if (LOCAL.matcher(target).matches()) {
      return;
    }
    if (!element.name().equals("image") || !IMAGE.matcher(target).matches()) {
      violate(
          element,
          "refers to something outside of the plan in " + name,
          "refer to an id of the plan (#id); embed an image as PNG, JPEG, GIF or WebP");
    } else if (target.length() > LARGEST_IMAGE) {
      violate(
          element,
          "embeds an image of " + target.length() + " characters",
          "embed at most " + LARGEST_IMAGE);
    }
  }

  private static Optional<String> reaching(String css) {
    Matcher found = CSS.matcher(css.toLowerCase(Locale.ROOT));
    return found.find() ? Optional.of("'" + found.group() + "'") : Optional.empty();
  }
}
