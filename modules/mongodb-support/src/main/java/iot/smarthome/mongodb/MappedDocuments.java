package iot.smarthome.mongodb;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.eclipse.jnosql.communication.semistructured.CommunicationEntity;
import org.eclipse.jnosql.communication.semistructured.Element;
import org.eclipse.jnosql.mapping.semistructured.EntityConverter;

/**
 * Jakarta NoSQL's mapping for what the driver does itself, so that both read and write the same
 * documents.
 */
@ApplicationScoped
public class MappedDocuments {

  private final EntityConverter converter;

  /** For the container's proxy. */
  protected MappedDocuments() {
    this(null);
  }

  @Inject
  public MappedDocuments(EntityConverter converter) {
    this.converter = converter;
  }

  public Document toDocument(Object entity) {
    return document(converter.toCommunication(entity).elements());
  }

  public <T> T toEntity(Class<T> type, String collection, Document document) {
    return converter.toEntity(type, CommunicationEntity.of(collection, elements(document)));
  }

  private static Document document(List<Element> elements) {
    Document document = new Document();
    for (Element element : elements) {
      Object value = plain(element.get());
      if (value != null && !isNothing(value)) {
        document.append(element.name(), value);
      }
    }
    return document;
  }

  /** What was read where no embedded value is stored must not be stored as an empty one. */
  private static boolean isNothing(Object value) {
    return value instanceof Document embedded && embedded.isEmpty();
  }

  private static Object plain(Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Element element) {
      return document(List.of(element));
    }
    if (value instanceof Iterable<?> many) {
      List<Element> elements = new ArrayList<>();
      List<Object> values = new ArrayList<>();
      for (Object one : many) {
        if (one instanceof Element element) {
          elements.add(element);
        } else {
          values.add(plain(one));
        }
      }
      return elements.isEmpty() ? values : document(elements);
    }
    return value;
  }

  private static List<Element> elements(Map<String, Object> document) {
    List<Element> elements = new ArrayList<>();
    document.forEach((name, value) -> elements.add(Element.of(name, structured(value))));
    return elements;
  }

  @SuppressWarnings("unchecked")
  private static Object structured(Object value) {
    if (value instanceof Map<?, ?> nested) {
      return elements((Map<String, Object>) nested);
    }
    if (value instanceof List<?> many) {
      return many.stream().map(MappedDocuments::structured).toList();
    }
    return value;
  }
}
