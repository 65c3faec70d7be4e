package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.entity.SvgElement;
import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads a drawing as a tree, without believing it: no DOCTYPE, hence no entities, nothing from
 * elsewhere, limited in number and depth. What editors keep for themselves is left out, and so are
 * comments and processing instructions.
 */
final class SvgReader {

  static final String SVG = "http://www.w3.org/2000/svg";
  static final int MOST_ELEMENTS = 20_000;
  static final int DEEPEST = 64;

  /** Prefixes by the only namespaces whose attributes are read. */
  private static final Map<String, String> PREFIXES =
      Map.of(
          "http://www.w3.org/1999/xlink", "xlink:", "http://www.w3.org/XML/1998/namespace", "xml:");

  /** How the names of editors' own namespaces begin. */
  private static final List<String> EDITORS =
      List.of(
          "http://www.inkscape.org/",
          "http://sodipodi.sourceforge.net/",
          "http://www.w3.org/1999/02/22-rdf-syntax-ns",
          "http://creativecommons.org/ns",
          "http://web.resource.org/cc/",
          "http://purl.org/dc/",
          "http://ns.adobe.com/",
          "http://www.serif.com/",
          "http://www.bohemiancoding.com/sketch/",
          "http://www.figma.com/",
          "http://schemas.microsoft.com/visio/");

  private final XMLStreamReader xml;
  private final Deque<SvgElement> open = new ArrayDeque<>();
  private int elements;

  private SvgReader(XMLStreamReader xml) {
    this.xml = xml;
  }

  /**
   * @throws iot.smarthome.rest.problem.ProblemException 400 when it is no SVG, 413 when it is too
   *     large, 422 for a DOCTYPE or entity
   */
  static SvgElement read(byte[] bytes) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("Nothing is read from elsewhere");
        });
    try {
      XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        return new SvgReader(xml).root();
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw PlanProblems.unreadable(position(e.getLocation()), "is no well-formed XML", e);
    }
  }

  private SvgElement root() throws XMLStreamException {
    if ("1.1".equals(xml.getVersion())) {
      throw PlanProblems.unreadable("line 1, column 1", "is XML 1.1, which is not read", null);
    }
    SvgElement root = null;
    while (xml.hasNext()) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (isEditors(xml.getNamespaceURI())) {
            skip();
          } else {
            SvgElement element = element();
            if (root == null) {
              root = element;
            }
          }
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
          if (!open.isEmpty()) {
            open.peek().content().add(xml.getText());
          }
        }
        case XMLStreamConstants.DTD ->
            throw PlanProblems.unsafe(
                List.of(
                    SvgRules.fault(
                        position(), "has a DOCTYPE", "leave the DOCTYPE and its entities out")));
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw PlanProblems.unsafe(
                List.of(
                    SvgRules.fault(
                        position(),
                        "has the entity " + xml.getLocalName(),
                        "write the text itself")));
        default -> {
          // comments and processing instructions are not kept
        }
      }
    }
    if (root == null) {
      throw PlanProblems.unreadable("(body)", "has no svg element", null);
    }
    if (!root.name().equals("svg") || !root.namespace().equals(SVG)) {
      throw PlanProblems.unreadable(
          root.position(), "begins with " + root.name() + ", not with svg of " + SVG, null);
    }
    return root;
  }

  private static boolean isEditors(String namespace) {
    return namespace != null && EDITORS.stream().anyMatch(namespace::startsWith);
  }

  private void skip() throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          count();
          depth++;
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {
          // an editor's
        }
      }
    }
  }

  private void count() {
    if (++elements > MOST_ELEMENTS) {
      throw PlanProblems.tooLarge(position(), "has more than " + MOST_ELEMENTS + " elements");
    }
  }

  private SvgElement element() {
    count();
    if (open.size() >= DEEPEST) {
      throw PlanProblems.tooLarge(position(), "has elements nested more than " + DEEPEST + " deep");
    }
    String namespace = xml.getNamespaceURI();
    SvgElement element =
        new SvgElement(xml.getLocalName(), namespace == null ? "" : namespace, position());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      String of = xml.getAttributeNamespace(i);
      String prefix = of == null || of.isEmpty() ? "" : PREFIXES.get(of);
      if (prefix != null) {
        element.attributes().put(prefix + xml.getAttributeLocalName(i), xml.getAttributeValue(i));
      }
    }
    if (!open.isEmpty()) {
      open.peek().content().add(element);
    }
    open.push(element);
    return element;
  }

  private String position() {
    return position(xml.getLocation());
  }

  private static String position(Location at) {
    return at == null || at.getLineNumber() < 1
        ? "(body)"
        : "line " + at.getLineNumber() + ", column " + at.getColumnNumber();
  }
}
