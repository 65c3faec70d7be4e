package iot.smarthome.tuyamock.cloud.gateway;

import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Devices over a restart: one JSON file, replaced as a whole. */
@ApplicationScoped
public class DeviceFile {

  private final Path file;

  /** For the container's proxy. */
  protected DeviceFile() {
    this(Optional.empty());
  }

  @Inject
  public DeviceFile(@ConfigProperty(name = "smarthome.mock.state-file") Optional<String> file) {
    this.file = file.filter(name -> !name.isBlank()).map(Path::of).orElse(null);
  }

  public List<CloudDevice> load() {
    List<CloudDevice> devices = new ArrayList<>();
    if (file == null || !Files.exists(file)) {
      return devices;
    }
    try (JsonReader reader = Json.createReader(Files.newInputStream(file))) {
      reader.readArray().getValuesAs(JsonObject.class).forEach(json -> devices.add(device(json)));
      return devices;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is written of the devices; made while nobody changes them. */
  public String text(Collection<CloudDevice> devices) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    devices.forEach(device -> array.add(json(device)));
    return array.build().toString();
  }

  /** Replaces the file as a whole. */
  public void write(String text) {
    if (file == null) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path next = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(next, text);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonObjectBuilder json(CloudDevice device) {
    JsonObjectBuilder status = Json.createObjectBuilder();
    device.status().forEach(status::add);
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("id", device.id())
            .add("bindCode", device.bindCode())
            .add("productId", device.productId())
            .add("category", device.category())
            .add("name", device.name())
            .add("specification", device.specification())
            .add("online", device.isOnline())
            .add("status", status);
    if (device.isBound()) {
      json.add("assetId", device.assetId()).add("activeAt", device.activeAt().toString());
    }
    return json;
  }

  private static CloudDevice device(JsonObject json) {
    Map<String, String> status = new LinkedHashMap<>();
    json.getJsonObject("status")
        .forEach((code, value) -> status.put(code, ((JsonString) value).getString()));
    CloudDevice device =
        new CloudDevice(
            json.getString("id"),
            json.getString("bindCode"),
            json.getString("productId"),
            json.getString("category"),
            json.getString("name"),
            json.getString("specification"),
            status);
    if (json.containsKey("assetId")) {
      device.bind(json.getString("assetId"), Instant.parse(json.getString("activeAt")));
      device.connect(json.getBoolean("online"));
    }
    return device;
  }
}
