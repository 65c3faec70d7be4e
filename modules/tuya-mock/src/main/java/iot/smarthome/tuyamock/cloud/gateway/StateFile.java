package iot.smarthome.tuyamock.cloud.gateway;

import iot.smarthome.tuyamock.cloud.entity.Asset;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.Product;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The cloud over a restart: one JSON file {@code {products[], assets[], devices[]}}, replaced as a
 * whole. A file of an earlier version, a list of devices with a specification each, is read too.
 */
@ApplicationScoped
public class StateFile {

  /** What is kept. */
  public record State(Collection<Asset> assets, Collection<CloudDevice> devices) {}

  private static final JsonProvider JSON = JsonProvider.provider();

  private final Path file;

  /** For the container's proxy. */
  protected StateFile() {
    this(Optional.empty());
  }

  @Inject
  public StateFile(@ConfigProperty(name = "smarthome.mock.state-file") Optional<String> file) {
    this.file = file.filter(name -> !name.isBlank()).map(Path::of).orElse(null);
  }

  /** Whether anything is kept at all. */
  public boolean isKept() {
    return file != null;
  }

  public State load() {
    if (file == null || !Files.exists(file)) {
      return new State(List.of(), List.of());
    }
    try (JsonReader reader = JSON.createReader(Files.newInputStream(file))) {
      JsonStructure state = reader.read();
      return state instanceof JsonArray devices ? earlier(devices) : read(state.asJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static State read(JsonObject state) {
    List<Product> products = new ArrayList<>();
    for (JsonObject json : state.getJsonArray("products").getValuesAs(JsonObject.class)) {
      products.add(ProductJson.read(json));
    }
    List<Asset> assets = new ArrayList<>();
    for (JsonObject json : state.getJsonArray("assets").getValuesAs(JsonObject.class)) {
      assets.add(
          new Asset(json.getString("id"), json.getString("name"), json.getString("parentId")));
    }
    List<CloudDevice> devices = new ArrayList<>();
    for (JsonObject json : state.getJsonArray("devices").getValuesAs(JsonObject.class)) {
      devices.add(device(json, products.get(json.getInt("product"))));
    }
    return new State(assets, devices);
  }

  private static State earlier(JsonArray list) {
    List<CloudDevice> devices = new ArrayList<>();
    for (JsonObject json : list.getValuesAs(JsonObject.class)) {
      try (JsonReader reader =
          JSON.createReader(new java.io.StringReader(json.getString("specification")))) {
        Product product =
            ProductJson.ofSpecification(
                json.getString("productId"),
                json.getString("category"),
                json.getString("name"),
                reader.readObject(),
                values(json));
        devices.add(device(json, product));
      }
    }
    return new State(List.of(), devices);
  }

  private static Map<String, String> values(JsonObject json) {
    Map<String, String> values = new LinkedHashMap<>();
    json.getJsonObject("status")
        .forEach((code, value) -> values.put(code, ((JsonString) value).getString()));
    return values;
  }

  private static CloudDevice device(JsonObject json, Product product) {
    CloudDevice device =
        new CloudDevice(
            json.getString("id"), json.getString("bindCode"), product, json.getString("name"));
    if (json.containsKey("assetId")) {
      Instant active = Instant.parse(json.getString("activeAt"));
      device.bind(json.getString("assetId"), active);
      device.connect(json.getBoolean("online"), active);
    }
    if (json.containsKey("thirdPartyId")) {
      device.belongToThirdParty(json.getString("thirdPartyId"));
    }
    device.report(values(json));
    return device;
  }

  /** What is written. */
  public String text(State state) {
    // by the object: nothing keeps two makes that differ from having the same id
    IdentityHashMap<Product, Integer> products = new IdentityHashMap<>();
    JsonArrayBuilder makes = JSON.createArrayBuilder();
    JsonArrayBuilder devices = JSON.createArrayBuilder();
    for (CloudDevice device : state.devices()) {
      Integer product = products.get(device.product());
      if (product == null) {
        product = products.size();
        products.put(device.product(), product);
        makes.add(ProductJson.written(device.product()));
      }
      devices.add(json(device).add("product", product));
    }
    JsonArrayBuilder assets = JSON.createArrayBuilder();
    state
        .assets()
        .forEach(
            asset ->
                assets.add(
                    JSON.createObjectBuilder()
                        .add("id", asset.id())
                        .add("name", asset.name())
                        .add("parentId", asset.parentId())));
    return JSON.createObjectBuilder()
        .add("products", makes)
        .add("assets", assets)
        .add("devices", devices)
        .build()
        .toString();
  }

  /** Replaces the file as a whole. */
  public void write(String text) {
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
    JsonObjectBuilder status = JSON.createObjectBuilder();
    device.status().forEach(status::add);
    JsonObjectBuilder json =
        JSON.createObjectBuilder()
            .add("id", device.id())
            .add("bindCode", device.bindCode())
            .add("name", device.name())
            .add("online", device.isOnline())
            .add("status", status);
    String asset = device.assetId();
    if (asset != null) {
      json.add("assetId", asset).add("activeAt", device.activeAt().toString());
    }
    if (device.thirdPartyId() != null) {
      json.add("thirdPartyId", device.thirdPartyId());
    }
    return json;
  }
}
