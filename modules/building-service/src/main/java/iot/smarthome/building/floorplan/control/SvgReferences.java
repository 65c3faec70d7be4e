package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.entity.SvgElement;
import iot.smarthome.rest.problem.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weighs what a browser has to draw when elements refer to others: ten elements that each show the
 * one before ten times are a billion to draw.
 */
final class SvgReferences {

  private static final long MOST_DRAWN = 200_000;
  private static final int LONGEST_CHAIN = 12;
  private static final Pattern BY_URL =
      Pattern.compile("url\\(\\s*+[\"']?#([^\"')\\s]+)", Pattern.CASE_INSENSITIVE);

  /**
   * @param drawn how many elements are drawn for it
   * @param chain how many references lead on from it, one after another
   */
  private record Weight(long drawn, int chain) {
    private static final Weight ITSELF = new Weight(1, 0);

    Weight with(Weight other, int links) {
      return new Weight(
          Math.min(Integer.MAX_VALUE, drawn + other.drawn), Math.max(chain, other.chain + links));
    }
  }

  private final Map<String, SvgElement> byId = new HashMap<>();
  private final Map<SvgElement, Weight> known = new HashMap<>();
  private final Set<SvgElement> under = new HashSet<>();
  private final List<Violation> faults = new ArrayList<>();

  private SvgReferences() {}

  static List<Violation> faults(SvgElement root) {
    SvgReferences references = new SvgReferences();
    references.collect(root);
    Weight whole = references.weigh(root, 0);
    if (references.faults.isEmpty() && whole.drawn() > MOST_DRAWN) {
      references.faults.add(
          SvgRules.fault(
              root.position(),
              "shows elements again and again, to more than " + MOST_DRAWN,
              "use fewer elements that show others"));
    }
    return references.faults;
  }

  private void collect(SvgElement element) {
    element.attribute("id").ifPresent(id -> byId.put(id, element));
    element.children().forEach(this::collect);
  }

  private Weight weigh(SvgElement element, int links) {
    Weight weight = known.get(element);
    if (weight != null) {
      return weight;
    }
    if (!faults.isEmpty()) {
      return Weight.ITSELF;
    }
    if (!under.add(element)) {
      return fault(element, "refers to itself");
    }
    weight = Weight.ITSELF;
    for (SvgElement child : element.children()) {
      weight = weight.with(weigh(child, links), 0);
    }
    for (SvgElement target : targets(element)) {
      if (links >= LONGEST_CHAIN) {
        return fault(element, "refers on and on, over more than " + LONGEST_CHAIN + " elements");
      }
      weight = weight.with(weigh(target, links + 1), 1);
    }
    under.remove(element);
    if (weight.chain() > LONGEST_CHAIN) {
      return fault(element, "refers on and on, over more than " + LONGEST_CHAIN + " elements");
    }
    known.put(element, weight);
    return weight;
  }

  private Weight fault(SvgElement at, String message) {
    if (faults.isEmpty()) {
      faults.add(SvgRules.fault(at.position(), message, "draw it without the reference"));
    }
    return Weight.ITSELF;
  }

  private List<SvgElement> targets(SvgElement element) {
    List<String> names = new ArrayList<>();
    element
        .href()
        .map(String::strip)
        .filter(href -> href.startsWith("#"))
        .ifPresent(href -> names.add(href.substring(1)));
    for (String value : element.attributes().values()) {
      Matcher found = BY_URL.matcher(value);
      while (found.find()) {
        names.add(found.group(1));
      }
    }
    return names.stream().filter(byId::containsKey).map(byId::get).toList();
  }
}
