package iot.smarthome.building.floorplan.control;

import iot.smarthome.building.floorplan.entity.SvgElement;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a drawing that keeps the {@link SvgRules}. */
final class SvgWriter {

  private static final String XML = "xml:";
  private static final String XLINK_HREF = "xlink:href";

  private SvgWriter() {}

  static byte[] write(SvgElement root) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory()
              .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
      xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
      write(root, xml, true);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Memory takes every drawing", e);
    }
    return bytes.toByteArray();
  }

  private static void write(SvgElement element, XMLStreamWriter xml, boolean first)
      throws XMLStreamException {
    xml.writeStartElement(element.name());
    if (first) {
      xml.writeDefaultNamespace(SvgReader.SVG);
    }
    for (Map.Entry<String, String> attribute : element.attributes().entrySet()) {
      attribute(element, attribute.getKey(), attribute.getValue(), xml);
    }
    for (Object part : element.content()) {
      if (part instanceof SvgElement child) {
        if (!child.name().equals("metadata")) {
          write(child, xml, false);
        }
      } else {
        xml.writeCharacters((String) part);
      }
    }
    xml.writeEndElement();
  }

  private static void attribute(SvgElement of, String name, String value, XMLStreamWriter xml)
      throws XMLStreamException {
    if (name.equals(XLINK_HREF)) {
      if (of.attribute("href").isEmpty()) {
        xml.writeAttribute("href", value); // as SVG 2 has it
      }
    } else if (name.equals("xml:space") || name.equals("xml:lang")) {
      xml.writeAttribute(name, value);
    } else if (!name.startsWith(XML) && !name.startsWith("xlink:")) {
      xml.writeAttribute(name, value);
    }
  }
}
