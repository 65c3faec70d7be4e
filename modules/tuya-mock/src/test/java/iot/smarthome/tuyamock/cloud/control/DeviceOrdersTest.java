package iot.smarthome.tuyamock.cloud.control;

import static iot.smarthome.tuyamock.Cloud.ASSET;
import static iot.smarthome.tuyamock.Cloud.json;
import static iot.smarthome.tuyamock.Cloud.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.SharedFolder;
import iot.smarthome.tuyamock.cloud.entity.Access;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import iot.smarthome.tuyamock.cloud.entity.PointType;
import iot.smarthome.tuyamock.cloud.gateway.ProductSchemas;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceOrdersTest {

  private static final String SCHEMA =
      """
      {"productId":"abc1","dps":[
       {"dpId":1,"code":"switch","mode":"rw","type":"bool"},
       {"dpId":2,"code":"temp","mode":"ro","type":"value","unit":"℃","min":-200,"max":600,"scale":1,"step":1},
       {"dpId":4,"code":"gear","mode":"rw","type":"enum","range":["0","1"]},
       {"dpId":5,"code":"clear","mode":"wr","type":"bool"},
       {"dpId":26,"code":"fault","mode":"ro","type":"bitmap","label":["a","b"],"maxlen":2},
       {"dpId":41,"code":"text","mode":"rw","type":"string","maxlen":255},
       {"dpId":42,"code":"odd","mode":"rw","type":"value","min":0,"max":9,"range":[1,2],"step":1}]}
      """;

  private final Cloud cloud = new Cloud();
  private final DeviceOrders orders = new DeviceOrders(cloud.devices, cloud.products, cloud.stock);

  @Test
  void makesDevicesOfASchema() {
    List<CloudDevice> made =
        orders.make(
            json(
                "{\"schema\":"
                    + SCHEMA
                    + ",\"count\":3,\"assetId\":\"1100\",\"bindCode\":\"S\",\"name\":\"Thing\"}"));
    assertThat(made).extracting(CloudDevice::bindCode).containsExactly("S-1", "S-2", "S-3");
    CloudDevice device = made.get(1);
    assertThat(device.name()).isEqualTo("Thing 2");
    assertThat(device.isBound()).isTrue();
    assertThat(device.status())
        .containsEntry("temp", "0")
        .containsEntry("gear", "\"0\"")
        .containsEntry("fault", "0")
        .doesNotContainKey("clear");
    JsonObject specification = ProductText.specification(device.product());
    assertThat(specification.getString("category")).isEqualTo("qt");
    assertThat(specification.getJsonArray("functions")).hasSize(5);
    assertThat(specification.getJsonArray("status")).hasSize(6);
    assertThat(specification.getJsonArray("status").getJsonObject(1))
        .isEqualTo(
            json(
                "{\"code\":\"temp\",\"type\":\"Integer\",\"values\":"
                    + "\"{\\\"unit\\\":\\\"℃\\\",\\\"min\\\":-200,\\\"max\\\":600,\\\"scale\\\":1,\\\"step\\\":1}\"}"));
    JsonArray properties =
        ProductText.model(device.product())
            .getJsonArray("services")
            .getJsonObject(0)
            .getJsonArray("properties");
    assertThat(properties.getJsonObject(4).getJsonObject("typeSpec"))
        .isEqualTo(json("{\"label\":[\"a\",\"b\"],\"maxlen\":2,\"type\":\"bitmap\"}"));
    // it is known from now on
    assertThat(orders.make(json("{\"product\":\"abc1\"}")).get(0).isBound()).isFalse();
    assertThat(PointType.of("none")).isEmpty();
    assertThat(Access.of("none")).isEmpty();
  }

  @Test
  void makesDevicesOfTheStockAndOfADescription() {
    assertThat(orders.make(json("{\"stock\":\"dj\",\"count\":2}"))).hasSize(2);
    CloudDevice device =
        orders
            .make(
                json(
                    "{\"category\":\"kg\",\"productId\":\"p9\",\"name\":\"Mine\",\"bindCode\":\"B9\","
                        + "\"specification\":{\"functions\":[{\"code\":\"switch_1\",\"type\":\"Boolean\",\"values\":\"{}\"}],"
                        + "\"status\":[{\"code\":\"switch_1\",\"type\":\"Boolean\",\"values\":\"{}\"}]},"
                        + "\"status\":[{\"code\":\"switch_1\",\"value\":true}]}"))
            .get(0);
    assertThat(device.bindCode()).isEqualTo("B9");
    assertThat(device.status()).containsEntry("switch_1", "true");
    refused(1109, () -> orders.make(json("{\"stock\":\"dj\",\"bindCode\":\"B9\"}")));
    refused(1106, () -> orders.make(json("{\"stock\":\"dj\",\"assetId\":\"9\"}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"stock\":\"none\"}",
        "{\"product\":\"none\"}",
        "{\"stock\":\"dj\",\"count\":0}",
        "{\"stock\":\"dj\",\"count\":200001}",
        "{\"schema\":{\"productId\":\"x\"}}",
        "{\"schema\":{\"productId\":\"x\",\"dps\":[{\"dpId\":1,\"code\":\"a\",\"mode\":\"xx\",\"type\":\"bool\"}]}}",
        "{\"schema\":{\"productId\":\"x\",\"dps\":[{\"dpId\":1,\"code\":\"a\",\"type\":\"xx\"}]}}",
        "{\"schema\":{\"productId\":\"x\",\"dps\":[{}]}}",
        "{\"category\":\"kg\",\"productId\":\"p\",\"specification\":{\"status\":[{\"code\":\"a\",\"type\":\"Enum\",\"values\":\"no\"}]}}",
        "{\"category\":\"kg\",\"productId\":\"p\",\"specification\":{},\"status\":[{\"code\":\"a\"}]}"
      })
  void refusesOrdersThatAreNone(String order) {
    assertThatThrownBy(() -> orders.make(json(order))).isInstanceOf(IllegalArgumentException.class);
    assertThat(cloud.devices.all()).isEmpty();
  }

  @Test
  void aFileOfSchemasThatCannotBeReadIsSaid(@TempDir Path folder) throws IOException {
    Path missing = folder.resolve("missing.jsonl.gz");
    assertThatThrownBy(() -> products(missing))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(missing.toString());
    Path plain = Files.writeString(folder.resolve("plain.jsonl"), SCHEMA.replace("\n", ""));
    assertThat(products(plain).find("abc1")).isPresent();
  }

  private Products products(Path file) {
    return new Products(new Stock(), new ProductSchemas(Optional.of(file.toString())));
  }

  @Test
  void makesADeviceOfEachRealProduct() {
    Products real = products(SharedFolder.required("schemas/iobroker_products.jsonl.gz"));
    int stock = new Stock().categories().size();
    List<CloudDevice> made =
        new DeviceOrders(cloud.devices, real, cloud.stock)
            .make(json("{\"everyProduct\":true,\"assetId\":\"" + ASSET + "\"}"));
    assertThat(made).hasSize(10_003 + stock);
    for (CloudDevice device : made) {
      JsonObject specification = ProductText.specification(device.product());
      assertThat(specification.getJsonArray("status"))
          .hasSizeGreaterThanOrEqualTo(device.status().size());
      device.status().values().forEach(value -> assertThat(JsonText.value(value)).isNotNull());
      assertThat(ProductText.model(device.product()).getJsonArray("services")).hasSize(1);
    }
  }

  @Test
  void makesTheRealDevicesAsTuyaDescribedThem() throws IOException {
    Path folder = SharedFolder.required("fixtures/cloud");
    int made = 0;
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        JsonObject fixture = json(Files.readString(file));
        CloudDevice device = orders.make(fixture).get(0);
        made++;
        JsonObject told = ProductText.specification(device.product());
        JsonObject real = fixture.getJsonObject("specification");
        for (String list : List.of("functions", "status")) {
          assertThat((List<JsonValue>) told.getJsonArray(list))
              .as(file + " " + list)
              .containsExactlyInAnyOrderElementsOf(real.getJsonArray(list));
        }
        for (JsonObject item : fixture.getJsonArray("status").getValuesAs(JsonObject.class)) {
          String code = item.getString("code");
          assertThat(device.value(device.product().indexOf(code).orElseThrow()))
              .as(file + " " + code)
              .isEqualTo(item.get("value").toString());
        }
      }
    }
    assertThat(made).isEqualTo(43);
  }
}
