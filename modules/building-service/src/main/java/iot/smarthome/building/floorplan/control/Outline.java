package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.entity.Box;
import iot.smarthome.building.floorplan.entity.SvgElement;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The box around an element, where its numbers are plain: no percentages or other units, no
 * elliptic arcs, no text. A box that would be a guess is none.
 */
final class Outline {

  private static final double FLATNESS = 0.05;
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
  private static final Pattern STEP = Pattern.compile("([A-Za-z])|" + NUMBER.pattern());
  private static final Pattern TRANSFORM =
      Pattern.compile("\\s*,?\\s*([a-zA-Z]+)\\s*\\(([^)]*)\\)");

  private Outline() {}

  /**
   * @param outer what the elements around it do to its coordinates; null when that is not known
   */
  static Optional<Box> of(SvgElement element, AffineTransform outer) {
    AffineTransform transform = inside(element, outer);
    if (transform == null) {
      return Optional.empty();
    }
    if (element.name().equals("g")) {
      return group(element, transform);
    }
    return shape(element).map(path -> bounds(path, transform));
  }

  /** What the element does to the coordinates of what is in it; null when that is not known. */
  static AffineTransform inside(SvgElement element, AffineTransform outer) {
    boolean elsewhere = List.of("symbol", "pattern", "marker", "defs").contains(element.name());
    if (outer == null || elsewhere || element.attribute("style").orElse("").contains("transform")) {
      return null;
    }
    Optional<String> own = element.attribute("transform");
    if (own.isEmpty()) {
      return outer;
    }
    AffineTransform all = new AffineTransform(outer);
    Matcher step = TRANSFORM.matcher(own.get());
    int end = 0;
    while (step.find() && step.start() == end) {
      AffineTransform one = transform(step.group(1), numbers(step.group(2)));
      if (one == null) {
        return null;
      }
      all.concatenate(one);
      end = step.end();
    }
    return own.get().substring(end).isBlank() ? all : null;
  }

  private static AffineTransform transform(String name, double[] n) {
    if (n == null) {
      return null;
    }
    return switch (name + n.length) {
      case "translate1" -> AffineTransform.getTranslateInstance(n[0], 0);
      case "translate2" -> AffineTransform.getTranslateInstance(n[0], n[1]);
      case "scale1" -> AffineTransform.getScaleInstance(n[0], n[0]);
      case "scale2" -> AffineTransform.getScaleInstance(n[0], n[1]);
      case "rotate1" -> AffineTransform.getRotateInstance(Math.toRadians(n[0]));
      case "rotate3" -> AffineTransform.getRotateInstance(Math.toRadians(n[0]), n[1], n[2]);
      case "skewX1" -> AffineTransform.getShearInstance(Math.tan(Math.toRadians(n[0])), 0);
      case "skewY1" -> AffineTransform.getShearInstance(0, Math.tan(Math.toRadians(n[0])));
      case "matrix6" -> new AffineTransform(n);
      default -> null;
    };
  }

  private static Optional<Box> group(SvgElement group, AffineTransform transform) {
    Box all = null;
    for (SvgElement child : group.children()) {
      if (List.of("title", "desc", "metadata", "text", "style").contains(child.name())) {
        continue; // a label is no part of a room's outline
      }
      Optional<Box> one = of(child, transform);
      if (one.isEmpty()) {
        return one;
      }
      all = all == null ? one.get() : all.with(one.get());
    }
    return Optional.ofNullable(all);
  }

  private static Optional<Path2D> shape(SvgElement element) {
    return switch (element.name()) {
      case "rect" -> rect(element);
      case "circle" -> ellipse(element, "r", "r");
      case "ellipse" -> ellipse(element, "rx", "ry");
      case "polygon", "polyline" -> polygon(element);
      case "path" -> element.attribute("d").flatMap(Outline::path);
      default -> Optional.empty();
    };
  }

  private static Optional<Path2D> rect(SvgElement rect) {
    double[] n = values(rect, "x", "y", "width", "height");
    return n == null
        ? Optional.empty()
        : Optional.of(new Path2D.Double(new Rectangle2D.Double(n[0], n[1], n[2], n[3])));
  }

  private static Optional<Path2D> ellipse(SvgElement ellipse, String across, String down) {
    double[] n = values(ellipse, "cx", "cy", across, down);
    return n == null
        ? Optional.empty()
        : Optional.of(
            new Path2D.Double(
                new java.awt.geom.Ellipse2D.Double(n[0] - n[2], n[1] - n[3], 2 * n[2], 2 * n[3])));
  }

  /** The four numbers, 0 for one that is left out; null when one is none, or a length negative. */
  private static double[] values(SvgElement element, String... names) {
    double[] values = new double[names.length];
    for (int i = 0; i < names.length; i++) {
      String text = element.attribute(names[i]).orElse("0").strip();
      double[] one = numbers(text.endsWith("px") ? text.substring(0, text.length() - 2) : text);
      if (one == null || one.length != 1 || (i >= 2 && one[0] < 0)) {
        return null;
      }
      values[i] = one[0];
    }
    return values;
  }

  private static Optional<Path2D> polygon(SvgElement polygon) {
    double[] n = polygon.attribute("points").map(Outline::numbers).orElse(null);
    if (n == null || n.length < 4 || n.length % 2 != 0) {
      return Optional.empty();
    }
    Path2D path = new Path2D.Double();
    path.moveTo(n[0], n[1]);
    for (int i = 2; i < n.length; i += 2) {
      path.lineTo(n[i], n[i + 1]);
    }
    return Optional.of(path);
  }

  /** The numbers of a list; null when there is anything else in it. */
  private static double[] numbers(String list) {
    List<Double> found = new ArrayList<>();
    Matcher number = NUMBER.matcher(list);
    int end = 0;
    while (number.find()) {
      if (!isBetween(list, end, number.start())) {
        return null;
      }
      found.add(Double.valueOf(number.group()));
      end = number.end();
    }
    return isBetween(list, end, list.length())
        ? found.stream().mapToDouble(Double::doubleValue).toArray()
        : null;
  }

  private static boolean isBetween(String text, int from, int to) {
    return text.substring(from, to).chars().allMatch(c -> c == ',' || Character.isWhitespace(c));
  }

  private static Optional<Path2D> path(String d) {
    List<String> steps = new ArrayList<>();
    Matcher step = STEP.matcher(d);
    int end = 0;
    while (step.find()) {
      if (!isBetween(d, end, step.start())) {
        return Optional.empty();
      }
      steps.add(step.group());
      end = step.end();
    }
    return isBetween(d, end, d.length()) ? new Pen(steps).draw() : Optional.empty();
  }

  private static Box bounds(Path2D path, AffineTransform transform) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    double[] at = new double[6];
    // flattened, because the corner points of a curve lie outside of it
    for (PathIterator i = path.getPathIterator(transform, FLATNESS); !i.isDone(); i.next()) {
      if (i.currentSegment(at) != PathIterator.SEG_CLOSE) {
        left = Math.min(left, at[0]);
        right = Math.max(right, at[0]);
        top = Math.min(top, at[1]);
        bottom = Math.max(bottom, at[1]);
      }
    }
    return new Box(rounded(left), rounded(top), rounded(right - left), rounded(bottom - top));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  /** Follows the commands of a path (SVG 2, section 9.3), but for arcs. */
  private static final class Pen {
    private final List<String> steps;
    private final Path2D path = new Path2D.Double();
    private int next;
    private double x;
    private double y;
    private double startX;
    private double startY;

    /** The control point that a smooth curve mirrors, and the command that it is of. */
    private double controlX;

    private double controlY;
    private char before;

    Pen(List<String> steps) {
      this.steps = steps;
    }

    Optional<Path2D> draw() {
      char command = 0;
      while (next < steps.size()) {
        String step = steps.get(next);
        if (Character.isLetter(step.charAt(0))) {
          command = step.charAt(0);
          next++;
        } else if (command == 0 || command == 'Z' || command == 'z') {
          return Optional.empty();
        }
        if (!isDrawn(command)) {
          return Optional.empty();
        }
        // further pairs after a move are lines
        command = command == 'M' ? 'L' : command == 'm' ? 'l' : command;
      }
      return path.getCurrentPoint() == null ? Optional.empty() : Optional.of(path);
    }

    private boolean isDrawn(char command) {
      char upper = Character.toUpperCase(command);
      int count = "MLT".indexOf(upper) >= 0 ? 2 : "HV".indexOf(upper) >= 0 ? 1 : 0;
      count = upper == 'C' ? 6 : upper == 'S' || upper == 'Q' ? 4 : count;
      if ((count == 0 && upper != 'Z') || (path.getCurrentPoint() == null && upper != 'M')) {
        return false;
      }
      double[] n = take(count);
      if (n == null) {
        return false;
      }
      if (Character.isLowerCase(command)) {
        for (int i = 0; i < count; i++) {
          n[i] += upper == 'V' || (upper != 'H' && i % 2 == 1) ? y : x;
        }
      }
      draw(upper, n);
      before = upper;
      return true;
    }

    private double[] take(int count) {
      double[] numbers = new double[count];
      for (int i = 0; i < count; i++, next++) {
        if (next >= steps.size() || Character.isLetter(steps.get(next).charAt(0))) {
          return null;
        }
        numbers[i] = Double.parseDouble(steps.get(next));
      }
      return numbers;
    }

    private void draw(char command, double[] n) {
      switch (command) {
        case 'M' -> {
          path.moveTo(n[0], n[1]);
          startX = n[0];
          startY = n[1];
          to(n[0], n[1]);
        }
        case 'L' -> line(n[0], n[1]);
        case 'H' -> line(n[0], y);
        case 'V' -> line(x, n[0]);
        case 'C' -> cubic(n[0], n[1], n[2], n[3], n[4], n[5]);
        case 'S' -> {
          boolean smooth = before == 'C' || before == 'S';
          cubic(
              smooth ? 2 * x - controlX : x, smooth ? 2 * y - controlY : y, n[0], n[1], n[2], n[3]);
        }
        case 'Q' -> quadratic(n[0], n[1], n[2], n[3]);
        case 'T' -> {
          boolean smooth = before == 'Q' || before == 'T';
          quadratic(smooth ? 2 * x - controlX : x, smooth ? 2 * y - controlY : y, n[0], n[1]);
        }
        default -> {
          path.closePath();
          to(startX, startY);
        }
      }
    }

    private void line(double toX, double toY) {
      path.lineTo(toX, toY);
      to(toX, toY);
    }

    private void cubic(double ax, double ay, double bx, double by, double toX, double toY) {
      path.curveTo(ax, ay, bx, by, toX, toY);
      to(toX, toY);
      controlX = bx;
      controlY = by;
    }

    private void quadratic(double ax, double ay, double toX, double toY) {
      path.quadTo(ax, ay, toX, toY);
      to(toX, toY);
      controlX = ax;
      controlY = ay;
    }

    private void to(double toX, double toY) {
      x = toX;
      y = toY;
    }
  }
}
