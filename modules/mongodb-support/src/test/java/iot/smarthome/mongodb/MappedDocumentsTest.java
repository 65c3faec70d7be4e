package iot.smarthome.mongodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.eclipse.jnosql.communication.semistructured.CommunicationEntity;
import org.eclipse.jnosql.communication.semistructured.Element;
import org.eclipse.jnosql.mapping.semistructured.EntityConverter;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

class MappedDocumentsTest {

  private enum State {
    OPEN
  }

  private final EntityConverter converter = mock(EntityConverter.class);
  private final MappedDocuments mapping = new MappedDocuments(converter);

  @Test
  void writesNestedRecordsAsDocumentsAndEnumsAsNames() {
    Date at = Date.from(Instant.EPOCH);
    CommunicationEntity mapped =
        CommunicationEntity.of(
            "things",
            List.of(
                Element.of("_id", "x"),
                Element.of("state", State.OPEN),
                Element.of("at", at),
                Element.of("absent", null),
                Element.of("tags", List.of("a", "b")),
                Element.of("place", List.of(Element.of("room", "r"), Element.of("floor", 2)))));
    when(converter.toCommunication("entity")).thenReturn(mapped);
    assertThat(mapping.toDocument("entity"))
        .isEqualTo(
            new Document("_id", "x")
                .append("state", "OPEN")
                .append("at", at)
                .append("tags", List.of("a", "b"))
                .append("place", new Document("room", "r").append("floor", 2)));
  }

  @Test
  void writesNoEmptyDocumentForAnEmbeddedValueThatSaysNothing() {
    CommunicationEntity mapped =
        CommunicationEntity.of(
            "things",
            List.of(
                Element.of("_id", "x"), Element.of("geo", List.of(Element.of("latitude", null)))));
    when(converter.toCommunication("entity")).thenReturn(mapped);
    assertThat(mapping.toDocument("entity")).isEqualTo(new Document("_id", "x"));
  }

  @Test
  void keepsTheEmbeddedValuesOfAListApart() {
    // as Jakarta NoSQL's mapping gives a list of embeddables: the fields of each are a list
    List<List<Element>> steps =
        List.of(
            List.of(Element.of("name", "first"), Element.of("state", State.OPEN)),
            List.of(Element.of("name", "second")));
    when(converter.toCommunication("entity"))
        .thenReturn(CommunicationEntity.of("things", List.of(Element.of("steps", steps))));
    assertThat(mapping.toDocument("entity"))
        .isEqualTo(
            new Document(
                "steps",
                List.of(
                    new Document("name", "first").append("state", "OPEN"),
                    new Document("name", "second"))));
  }

  @Test
  void readsWhatItWrote() {
    Document stored =
        new Document("_id", "x")
            .append("tags", List.of("a", "b"))
            .append("place", new Document("room", "r"));
    mapping.toEntity(String.class, "things", stored);
    ArgumentCaptor<CommunicationEntity> read = ArgumentCaptor.forClass(CommunicationEntity.class);
    verify(converter).toEntity(eq(String.class), read.capture());
    assertThat(read.getValue().name()).isEqualTo("things");
    when(converter.toCommunication("again")).thenReturn(read.getValue());
    assertThat(mapping.toDocument("again")).isEqualTo(stored);
  }
}
