package iot.smarthome.tuya.messages.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;

/** Tuya's words in ours: units in UCUM, thing-model codes in standard codes. Data, not code. */
public final class Vocabulary {

  private final Properties units = load("/tuya/units.properties");
  private final Properties codes = load("/tuya/standard-codes.properties");

  /** The UCUM code, empty for a unit that is not known. */
  public Optional<String> ucum(String tuyaUnit) {
    return Optional.ofNullable(units.getProperty(tuyaUnit.strip()));
  }

  public Optional<String> standardCode(String category, String code) {
    String own = codes.getProperty(category + "." + code);
    return Optional.ofNullable(own == null ? codes.getProperty(code) : own);
  }

  private static Properties load(String resource) {
    Properties properties = new Properties();
    try (InputStream in = Vocabulary.class.getResourceAsStream(resource)) {
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
