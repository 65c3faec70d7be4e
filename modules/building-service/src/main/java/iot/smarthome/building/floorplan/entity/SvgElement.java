package iot.smarthome.building.floorplan.entity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An element of a drawing, with what is in it. */
public final class SvgElement {

  private final String name;
  private final String namespace;
  private final String position;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final List<Object> content = new ArrayList<>();

  /**
   * @param position where it begins, for people: {@code line 3, column 7}
   */
  public SvgElement(String name, String namespace, String position) {
    this.name = name;
    this.namespace = namespace;
    this.position = position;
  }

  public String name() {
    return name;
  }

  /** Empty for none. */
  public String namespace() {
    return namespace;
  }

  public String position() {
    return position;
  }

  /** In the order of the drawing, with prefix where they have one: {@code xlink:href}. */
  public Map<String, String> attributes() {
    return attributes;
  }

  /** Elements and texts, in the order of the drawing. */
  public List<Object> content() {
    return content;
  }

  public Optional<String> attribute(String attribute) {
    return Optional.ofNullable(attributes.get(attribute));
  }

  public List<SvgElement> children() {
    return content.stream()
        .filter(SvgElement.class::isInstance)
        .map(SvgElement.class::cast)
        .toList();
  }

  /** The texts directly in it. */
  public String text() {
    StringBuilder text = new StringBuilder();
    content.stream().filter(String.class::isInstance).forEach(text::append);
    return text.toString();
  }

  /** What it refers to, by either of the two names that SVG has had for it. */
  public Optional<String> href() {
    return attribute("href").or(() -> attribute("xlink:href"));
  }
}
