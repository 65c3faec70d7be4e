package iot.smarthome.tuyamock.cloud.control;

import static iot.smarthome.tuyamock.Cloud.ASSET;
import static iot.smarthome.tuyamock.Cloud.OTHER_ASSET;
import static iot.smarthome.tuyamock.Cloud.refused;
import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.entity.Asset;
import iot.smarthome.tuyamock.cloud.entity.CloudDevice;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {

  private final Cloud cloud = new Cloud();

  @Test
  void makesATreeOfPlaces() {
    Asset floor = cloud.devices.createAsset("Floor", ASSET);
    Asset room = cloud.devices.createAsset("Room", floor.id());
    assertThat(cloud.assets.path(room)).isEqualTo(ASSET + "/Floor/Room");
    assertThat(cloud.assets.children("")).extracting(Asset::id).contains(ASSET, OTHER_ASSET);
    assertThat(cloud.assets.withBelow(Set.of(ASSET)))
        .containsExactlyInAnyOrder(ASSET, floor.id(), room.id());
    cloud.devices.renameAsset(room.id(), "Kitchen");
    assertThat(cloud.assets.get(room.id()).name()).isEqualTo("Kitchen");
    refused(1000, () -> cloud.devices.renameAsset("9", "x"));
    refused(1109, () -> cloud.devices.renameAsset(room.id(), " "));
    refused(1000, () -> cloud.devices.createAsset("x", "9"));
    refused(1109, () -> cloud.devices.createAsset(null, ""));
  }

  @Test
  void aPlaceWithDevicesStays() {
    Asset floor = cloud.devices.createAsset("Floor", ASSET);
    Asset room = cloud.devices.createAsset("Room", floor.id());
    CloudDevice device = cloud.devices.bind("STOCK-dj-1", room.id()).device();
    refused(1109, () -> cloud.devices.removeAsset(floor.id()));
    refused(1106, () -> cloud.devices.move(device.id(), "9"));
    cloud.devices.move(device.id(), OTHER_ASSET);
    cloud.devices.removeAsset(floor.id());
    assertThat(cloud.assets.find(room.id())).isEmpty();
    refused(1000, () -> cloud.devices.removeAsset(floor.id()));
    refused(1106, () -> cloud.devices.bind("STOCK-dj-2", room.id()));
  }

  @Test
  void listsDevicesByPages() {
    for (int i = 1; i <= 25; i++) {
      cloud.devices.bind("STOCK-dj-" + i, i % 2 == 0 ? ASSET : OTHER_ASSET);
    }
    Devices.DevicePage first = cloud.devices.page(d -> true, "", 20);
    assertThat(first.devices()).hasSize(20);
    assertThat(first.more()).isTrue();
    Devices.DevicePage second = cloud.devices.page(d -> true, first.lastKey(), 20);
    assertThat(second.devices()).hasSize(5).doesNotContainAnyElementsOf(first.devices());
    assertThat(second.lastKey()).isEmpty();
    assertThat(cloud.devices.count(d -> ASSET.equals(d.assetId()))).isEqualTo(12);
  }

  @Test
  void remembersPlacesNamesAndThirdParties(@TempDir Path folder) {
    Path file = folder.resolve("state.json");
    Cloud before = new Cloud(file);
    Asset room = before.devices.createAsset("Room", ASSET);
    CloudDevice device = before.devices.bind("STOCK-dj-1", room.id()).device();
    before.devices.rename(device.id(), "Lamp in the corner");
    refused(1109, () -> before.devices.rename(device.id(), ""));
    before.thirdParties.register(
        "A1",
        Cloud.json(
            "{\"device_name\":\"Other lamp\",\"product_id\":\"stockdj0001\",\"group_id\":\""
                + room.id()
                + "\"}"));

    Cloud after = new Cloud(file);
    assertThat(after.assets.get(room.id())).isEqualTo(room);
    CloudDevice again = after.devices.bound(device.id());
    assertThat(again.name()).isEqualTo("Lamp in the corner");
    assertThat(again.status()).isEqualTo(device.status());
    assertThat(again.product().points()).isEqualTo(device.product().points());
    assertThat(after.devices.byThirdPartyId("A1").name()).isEqualTo("Other lamp");
  }
}
