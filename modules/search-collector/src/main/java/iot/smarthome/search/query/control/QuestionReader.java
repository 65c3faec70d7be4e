package iot.smarthome.search.query.control;

import iot.smarthome.rest.paging.Cursor;
import iot.smarthome.rest.paging.Limits;
import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.rest.problem.Violation;
import iot.smarthome.search.query.entity.Box;
import iot.smarthome.search.query.entity.Facet;
import iot.smarthome.search.query.entity.Mark;
import iot.smarthome.search.query.entity.Order;
import iot.smarthome.search.query.entity.Point;
import iot.smarthome.search.query.entity.Question;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what callers ask; everything that is wrong with it is told at once. */
public final class QuestionReader {

  static final int MAX_LENGTH = 200;
  static final int MAX_WORDS = 12;
  static final int MAX_VALUES = 100;
  static final int DEFAULT_SUGGESTIONS = 8;
  static final int MAX_SUGGESTIONS = 20;
  private static final double MAX_METRES = 20_100_000;

  private static final Pattern DISTANCE = Pattern.compile("(\\d{1,8}(?:\\.\\d{1,6})?)(m|km)");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{1,15})?");
  private static final Pattern SPACE = Pattern.compile("[\\s\\p{Z}]+");
  private static final Map<Facet, Set<String>> KNOWN =
      Map.of(
          Facet.KIND, ordered("BUILDING", "FLOOR", "AREA", "ROOM", "DEVICE"),
          Facet.LIFE_CYCLE, ordered("SHADOW", "ACTIVATED", "REJECTED"),
          Facet.CONNECTIVITY, ordered("UNKNOWN", "ONLINE", "OFFLINE"));

  private final List<Violation> violations = new ArrayList<>();

  private QuestionReader() {}

  private static Set<String> ordered(String... values) {
    return new LinkedHashSet<>(Arrays.asList(values));
  }

  /**
   * What was asked, as it was written; null where nothing was. Lists have commas.
   *
   * @param filters by {@link Facet#parameter()}
   * @param near latitude and longitude with a comma
   * @param within a distance from there, as {@code 500m} or {@code 2km}
   * @param box south, west, north, east with commas
   */
  public record Asked(
      String q,
      Map<Facet, String> filters,
      String place,
      String near,
      String within,
      String box,
      String facets,
      String limit,
      String cursor) {}

  /**
   * @throws ProblemException 400 naming each parameter that is wrong
   */
  public static Question read(Asked asked) {
    return new QuestionReader().question(asked);
  }

  /**
   * @return the words of what is being typed
   * @throws ProblemException 400 when it is too long
   */
  public static List<String> readWords(String q) {
    QuestionReader reader = new QuestionReader();
    List<String> words = reader.words(q);
    reader.refuseIfInvalid();
    return words;
  }

  /**
   * @throws ProblemException 400 when it is no number, or out of range
   */
  public static int readSuggestionLimit(String limit) {
    QuestionReader reader = new QuestionReader();
    int number = reader.limit(limit, DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS);
    reader.refuseIfInvalid();
    return number;
  }

  private Question question(Asked asked) {
    List<String> words = words(asked.q());
    Map<Facet, Set<String>> filters = new EnumMap<>(Facet.class);
    asked
        .filters()
        .forEach(
            (facet, values) -> {
              if (values != null) {
                filters.put(facet, values(facet, values));
              }
            });
    Point near = near(asked.near());
    Double within = within(asked.within(), asked.near());
    Box box = box(asked.box());
    Set<Facet> facets = facets(asked.facets());
    int limit = limit(asked.limit(), Limits.DEFAULT, Limits.MAX);
    refuseIfInvalid();
    Question first =
        new Question(
            words, filters, blankToNull(asked.place()), near, within, box, facets, limit, null);
    Mark after = mark(asked.cursor(), first.order());
    return new Question(
        words, filters, blankToNull(asked.place()), near, within, box, facets, limit, after);
  }

  private static String blankToNull(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private List<String> words(String q) {
    if (q == null) {
      return List.of();
    }
    if (q.length() > MAX_LENGTH) {
      wrong("q", "has " + q.length() + " characters", "ask with at most " + MAX_LENGTH);
      return List.of();
    }
    List<String> words =
        SPACE
            .splitAsStream(Normalizer.normalize(q, Normalizer.Form.NFC))
            // signs alone, such as the one between the names of a path, are no words
            .filter(word -> word.codePoints().anyMatch(Character::isLetterOrDigit))
            .toList();
    if (words.size() > MAX_WORDS) {
      wrong("q", "has " + words.size() + " words", "ask with at most " + MAX_WORDS);
      return List.of();
    }
    return words;
  }

  private Set<String> values(Facet facet, String text) {
    Set<String> values =
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(value -> !value.isEmpty())
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (values.isEmpty() || values.size() > MAX_VALUES) {
      wrong(
          facet.parameter(),
          "has " + values.size() + " values",
          "give 1 to " + MAX_VALUES + ", with commas between them, or leave it out");
    }
    Set<String> known = KNOWN.get(facet);
    if (known != null) {
      for (String value : values) {
        if (!known.contains(value)) {
          wrong(facet.parameter(), "is " + value, "give some of " + String.join(", ", known));
        }
      }
    }
    return values;
  }

  private Point near(String near) {
    if (near == null) {
      return null;
    }
    double[] numbers = numbers(near, 2);
    if (numbers.length == 0 || !isLatitude(numbers[0]) || !isLongitude(numbers[1])) {
      wrong("near", "is " + near, "give latitude,longitude in degrees, as 10.7769,106.7009");
      return null;
    }
    return new Point(numbers[0], numbers[1]);
  }

  private Double within(String within, String near) {
    if (within == null) {
      return null;
    }
    if (near == null) {
      wrong("within", "stands without near", "give near=latitude,longitude as well");
    }
    Matcher distance = DISTANCE.matcher(within.strip().toLowerCase(Locale.ROOT));
    if (distance.matches()) {
      double metres =
          Double.parseDouble(distance.group(1)) * (distance.group(2).equals("km") ? 1000 : 1);
      if (metres > 0 && metres <= MAX_METRES) {
        return metres;
      }
    }
    wrong(
        "within", "is " + within, "give a distance as 500m or 2km, no longer than half the globe");
    return null;
  }

  private Box box(String box) {
    if (box == null) {
      return null;
    }
    double[] sides = numbers(box, 4);
    if (sides.length == 0
        || !isLatitude(sides[0])
        || !isLongitude(sides[1])
        || !isLatitude(sides[2])
        || !isLongitude(sides[3])
        || sides[0] > sides[2]) {
      wrong(
          "box",
          "is " + box,
          "give south,west,north,east in degrees, south not above north, as 10.7,106.6,10.9,106.8");
      return null;
    }
    return new Box(sides[0], sides[1], sides[2], sides[3]);
  }

  /**
   * @return nothing when there are not so many numbers
   */
  private static double[] numbers(String text, int count) {
    String[] parts = text.split(",", -1);
    double[] numbers = new double[count];
    if (parts.length != count) {
      return new double[0];
    }
    for (int i = 0; i < count; i++) {
      String part = parts[i].strip();
      if (!NUMBER.matcher(part).matches()) {
        return new double[0];
      }
      numbers[i] = Double.parseDouble(part);
    }
    return numbers;
  }

  private static boolean isLatitude(double degrees) {
    return degrees >= -90 && degrees <= 90;
  }

  private static boolean isLongitude(double degrees) {
    return degrees >= -180 && degrees <= 180;
  }

  private Set<Facet> facets(String text) {
    Set<Facet> facets = EnumSet.noneOf(Facet.class);
    if (text == null || text.isBlank()) {
      return facets;
    }
    for (String name : text.split(",")) {
      Facet facet =
          Arrays.stream(Facet.values())
              .filter(known -> known.parameter().equals(name.strip()))
              .findAny()
              .orElse(null);
      if (facet == null) {
        wrong(
            "facets",
            "has " + name,
            "give some of "
                + Arrays.stream(Facet.values())
                    .map(Facet::parameter)
                    .collect(Collectors.joining(", ")));
      } else {
        facets.add(facet);
      }
    }
    return facets;
  }

  private int limit(String limit, int otherwise, int most) {
    if (limit == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(limit.strip());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below, as for a number out of range
    }
    wrong("limit", "is " + limit, "give a number from 1 to " + most);
    return otherwise;
  }

  private Mark mark(String cursor, Order order) {
    if (cursor == null) {
      return null;
    }
    Map<String, String> keys = Cursor.decode(SearchProblems.SERVICE, cursor);
    Mark mark = new Mark(keys.get("key"), keys.get("id"), keys.get("copies"));
    boolean whole = mark.key() != null && mark.id() != null && mark.copies() != null;
    if (!whole || !order.name().equals(keys.get("order")) || !isKey(mark.key(), order)) {
      wrong(
          "cursor",
          "is not a cursor of this search",
          "take it from the Link header of a page, and leave the other parameters as they were");
      refuseIfInvalid();
    }
    return mark;
  }

  private static boolean isKey(String key, Order order) {
    if (order == Order.NAME) {
      return true;
    }
    try {
      return Double.isFinite(Double.parseDouble(key));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  /** The opaque text that a caller brings for the next page; null after the last one. */
  public static String cursor(Mark mark, Order order) {
    if (mark == null) {
      return null;
    }
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("order", order.name());
    keys.put("key", mark.key());
    keys.put("id", mark.id());
    keys.put("copies", mark.copies());
    return Cursor.encode(keys);
  }

  private void wrong(String parameter, String message, String mend) {
    violations.add(new Violation(parameter, message, mend));
  }

  private void refuseIfInvalid() {
    if (!violations.isEmpty()) {
      throw SearchProblems.invalid(violations);
    }
  }
}
