package iot.smarthome.testing;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The contracts of the events on Kafka, for the tests of those who produce and consume them. */
public final class EventContracts {

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private EventContracts() {}

  /**
   * @param type e.g. {@code iot.smarthome.device.created}
   * @throws AssertionError with every difference from the type's schema
   */
  public static void assertValid(String type, String json) {
    Schema schema = SCHEMAS.getSchema(resource("/contracts/schemas/" + type + ".schema.json"));
    List<Error> errors =
        schema.validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)));
    if (!errors.isEmpty()) {
      throw new AssertionError(type + " breaks its contract: " + errors + " in " + json);
    }
  }

  /** The golden example of the type, as JSON text. */
  public static String example(String type) {
    return resource("/contracts/examples/" + type + ".json");
  }

  private static String resource(String path) {
    try (InputStream in = EventContracts.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new AssertionError("There is no contract " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
