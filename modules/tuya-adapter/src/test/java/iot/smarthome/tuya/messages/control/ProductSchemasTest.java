package iot.smarthome.tuya.messages.control;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuya.SharedFolder;
import iot.smarthome.tuya.messages.entity.DataPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint;
import iot.smarthome.tuya.messages.entity.NormalisedPoint.Flag;
import iot.smarthome.tuya.messages.entity.Specification;
import iot.smarthome.tuya.registration.control.SpecificationText;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/**
 * The schemas of ten thousand real products: each is read, and a value of each point normalised.
 */
class ProductSchemasTest {

  private static final JsonProvider JSON = JsonProvider.provider();
  private static final Map<String, String> TYPES =
      Map.of(
          "value", "Integer",
          "bool", "Boolean",
          "enum", "Enum",
          "string", "String",
          "raw", "Raw",
          "bitmap", "Bitmap");

  private final Normalisation normalisation = new Normalisation(new Vocabulary());
  private final Map<String, Integer> unknownUnits = new TreeMap<>();
  private final Set<String> standardCodes = new HashSet<>();
  private final Set<String> knownCodes = new HashSet<>();
  private final List<String> odd = new ArrayList<>();
  private final Set<String> named = new HashSet<>();
  private final List<String> prefixes = new ArrayList<>();
  private int products;
  private int points;
  private int known;
  private int renamed;
  private int units;
  private int withoutUnit;
  private int unreadable;

  @Test
  void readsEverySchema() throws IOException {
    Path schemas = SharedFolder.required("schemas/iobroker_products.jsonl.gz");
    names("metrics.csv");
    names("safety.csv");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(schemas)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        try (JsonReader reader = JSON.createReader(new StringReader(line))) {
          product(reader.readObject());
        }
      }
    }
    System.out.printf(
        "Product schemas: %d products, %d points, %d with a name of their own in the ETL (%d of %d"
            + " codes), %d under another code than they came; %d with a unit, %d of these unknown"
            + " (%d spellings); %d with a scale that cannot be meant%n",
        products,
        points,
        known,
        knownCodes.size(),
        standardCodes.size(),
        renamed,
        units,
        withoutUnit,
        unknownUnits.size(),
        unreadable);
    System.out.println(
        "Unknown units that are most frequent: "
            + unknownUnits.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                .limit(12)
                .map(entry -> entry.getKey() + " (" + entry.getValue() + ')')
                .collect(Collectors.joining(", ")));
    assertThat(odd).isEmpty();
    assertThat(products).isEqualTo(10_003);
    assertThat(unreadable).isEqualTo(4);
    assertThat(withoutUnit).isLessThan(units / 50);
  }

  /** Codes that the ETL gives a name and a family. */
  private void names(String table) throws IOException {
    for (String line : Files.readAllLines(Path.of("../event-etl/src/main/resources/etl", table))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String code = line.substring(0, line.indexOf(','));
        if (code.endsWith("*")) {
          prefixes.add(code.substring(0, code.length() - 1));
        } else {
          named.add(code);
        }
      }
    }
  }

  private void product(JsonObject product) {
    products++;
    String id = product.getString("productId");
    JsonArrayBuilder status = JSON.createArrayBuilder();
    int declared = 0;
    Set<String> codes = new HashSet<>();
    for (JsonObject dp : product.getJsonArray("dps").getValuesAs(JsonObject.class)) {
      JsonObjectBuilder values = JSON.createObjectBuilder(dp);
      List.of("code", "dpId", "mode", "type").forEach(values::remove);
      status.add(
          JSON.createObjectBuilder()
              .add("code", dp.getString("code"))
              .add("type", TYPES.get(dp.getString("type")))
              .add("values", values.build().toString()));
      declared += !dp.getString("code").isBlank() && codes.add(dp.getString("code")) ? 1 : 0;
    }
    JsonObject kept =
        SpecificationText.of(Optional.of(JSON.createObjectBuilder().add("status", status).build()))
            .object();
    Specification specification =
        SpecificationReader.read(JSON.createObjectBuilder(kept).add("category", "qt").build());
    if (specification.points().size() != declared) {
      odd.add(id + " has " + specification.points().size() + " points in place of " + declared);
    }
    specification.points().forEach(point -> point(id, specification, point));
  }

  private void point(String product, Specification specification, DataPoint point) {
    points++;
    Object raw = value(point);
    NormalisedPoint normalised =
        normalisation.normaliseAll(specification, point.code(), raw, Pipeline.NOW).get(0);
    standardCodes.add(normalised.code());
    renamed += normalised.code().equals(point.code()) ? 0 : 1;
    if (named.contains(normalised.code())
        || prefixes.stream().anyMatch(normalised.code()::startsWith)) {
      known++;
      knownCodes.add(normalised.code());
    }
    Map<Flag, String> unexpected = new HashMap<>();
    normalised.flags().forEach(flag -> unexpected.put(flag, ""));
    unexpected.remove(Flag.UNKNOWN_UNIT);
    // the text that stands for values of several parts is none
    unexpected.remove(Flag.UNDECODED);
    // a scale of a hundred decimal places
    unreadable += unexpected.remove(Flag.UNREADABLE_CONSTRAINTS) == null ? 0 : 1;
    if (!unexpected.isEmpty() || !normalised.sourceCode().equals(point.code())) {
      odd.add(product + ' ' + point + ' ' + normalised);
    }
    if (point.type().equals("Integer")) {
      BigDecimal expected = ((BigDecimal) raw).movePointLeft(point.scale());
      if (point.scale() > 0 && expected.compareTo((BigDecimal) normalised.value()) != 0) {
        odd.add(product + ' ' + normalised);
      }
      if (!point.unit().isBlank()) {
        units++;
        if (normalised.unit() == null) {
          withoutUnit++;
          unknownUnits.merge(point.unit().strip(), 1, Integer::sum);
        }
      }
    }
  }

  private static Object value(DataPoint point) {
    return switch (point.type()) {
      case "Integer" ->
          point.values().get("max") instanceof BigDecimal max ? max : BigDecimal.valueOf(1);
      case "Boolean" -> true;
      case "Bitmap" -> BigDecimal.ZERO;
      case "Enum" ->
          point.values().get("range") instanceof List<?> range && !range.isEmpty()
              ? range.get(0).toString()
              : "x";
      default -> "x";
    };
  }
}
