package iot.smarthome.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.MongoException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import java.util.Set;
import org.bson.BsonDocument;
import org.junit.jupiter.api.Test;

class DuplicateKeysTest {

  private static MongoException fault(int code, String words) {
    return new MongoWriteException(
        new WriteError(code, words, new BsonDocument()), new ServerAddress(), Set.of());
  }

  @Test
  void readsTheIndexFromTheServersWords() {
    assertThat(
            DuplicateKeys.index(
                fault(
                    11000,
                    "E11000 duplicate key error collection: d.devices index: serial_1 dup key:"
                        + " { serial: \"x\" }")))
        .contains("serial_1");
  }

  @Test
  void takesTheIdWhenNoIndexIsNamed() {
    assertThat(DuplicateKeys.index(fault(11000, "duplicate key"))).contains("_id_");
  }

  @Test
  void knowsNoIndexForAnotherFault() {
    assertThat(DuplicateKeys.index(fault(121, "index: a dup key"))).isEmpty();
    assertThat(DuplicateKeys.index(new MongoTimeoutException("index: a dup key"))).isEmpty();
  }
}
