package iot.smarthome.tuyamock.cloud.gateway;

import iot.smarthome.tuyamock.cloud.entity.Product;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A file of product schemas, one JSON a line, compressed when its name ends so. */
@ApplicationScoped
public class ProductSchemas {

  /** Tuya's word for a product of no category of its own. */
  public static final String OTHER = "qt";

  private static final JsonProvider JSON = JsonProvider.provider();

  private final Path file;

  /** For the container's proxy. */
  protected ProductSchemas() {
    this(Optional.empty());
  }

  @Inject
  public ProductSchemas(
      @ConfigProperty(name = "smarthome.mock.product-schemas") Optional<String> file) {
    this.file = file.filter(name -> !name.isBlank()).map(Path::of).orElse(null);
  }

  /**
   * @throws UncheckedIOException when the file that is configured cannot be read
   * @throws IllegalArgumentException for a line that is no schema
   */
  public void forEach(Consumer<Product> taker) {
    if (file == null) {
      return;
    }
    try (InputStream in = Files.newInputStream(file);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                    StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        try (JsonReader reader = JSON.createReader(new StringReader(line))) {
          taker.accept(ProductJson.ofSchema(reader.readObject(), OTHER, "Product"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The product schemas in " + file + " cannot be read", e);
    }
  }
}
