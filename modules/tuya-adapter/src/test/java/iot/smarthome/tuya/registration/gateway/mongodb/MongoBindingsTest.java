package iot.smarthome.tuya.registration.gateway.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuya.registration.entity.Binding;
import java.time.Instant;
import org.bson.Document;
import org.junit.jupiter.api.Test;

class MongoBindingsTest {

  @Test
  void readsBackWhatItHasWritten() {
    Binding binding =
        new Binding(
            "d1", "t1", "BC1", "p1", "ywbj", "{}", 3, Instant.parse("2026-11-24T10:15:30.123Z"));
    Document document = MongoBindings.document(binding);
    assertThat(document.get("submittedAt")).isInstanceOf(java.util.Date.class);
    assertThat(MongoBindings.binding(Document.parse(document.toJson()))).isEqualTo(binding);
  }
}
