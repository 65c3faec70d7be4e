package iot.smarthome.device.registration.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tuya's product categories, from the file {@code tuya/categories.csv}: one {@code code;name} a
 * line.
 */
@ApplicationScoped
public class Categories {

  private static final String FILE = "/tuya/categories.csv";

  private final Map<String, String> names = new LinkedHashMap<>();

  public Categories() {
    try (InputStream in = Categories.class.getResourceAsStream(FILE);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int separator = line.indexOf(';');
        if (!line.startsWith("#") && separator > 0) {
          names.put(line.substring(0, separator), line.substring(separator + 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Tuya categories cannot be read from " + FILE, e);
    }
  }

  /** The name of the category in English, empty when Tuya has no such category. */
  public Optional<String> name(String code) {
    return Optional.ofNullable(names.get(code));
  }
}
