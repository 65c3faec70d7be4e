package iot.smarthome.tuya.places.gateway.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import iot.smarthome.embedded.mongodb.EmbeddedMongoDb;
import iot.smarthome.tuya.places.entity.MirroredPlace;
import iot.smarthome.tuya.places.entity.Placement;
import iot.smarthome.tuya.places.gateway.MirroredPlaces;
import iot.smarthome.tuya.places.gateway.Placements;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoMirrorTest {

  @TempDir static Path folder;

  @Test
  void keepsPlacesByTheAssetThatTheyHadAndPlacementsByAsset() throws Exception {
    try (EmbeddedMongoDb server = EmbeddedMongoDb.start(folder, 0);
        MongoClient client = MongoClients.create(server.connectionString())) {
      MirroredPlaces places = new MongoMirroredPlaces(client.getDatabase("tuya-adapter"));
      MirroredPlace room = MirroredPlace.unheardOf("r", "a").told("101 Kitchen", "a", 3);
      assertThat(places.save(room, null)).isTrue();
      assertThat(places.find("r")).contains(room);
      MirroredPlace hung = room.at("asset1", "asset0");
      assertThat(places.save(hung, null)).isTrue();
      assertThat(places.save(room.at("asset2", "asset0"), null)).as("came second").isFalse();
      assertThat(places.find("r")).contains(hung);
      assertThat(places.ofAsset("asset1")).contains(hung);
      assertThat(places.inAsset("asset0")).containsExactly(hung);
      MirroredPlace moved = hung.at("asset3", "asset2");
      assertThat(moved.formerAssetId()).isEqualTo("asset1");
      assertThat(places.save(moved, "asset1")).isTrue();
      assertThat(places.inAsset("asset0")).isEmpty();
      places.remove("r");
      assertThat(places.find("r")).isEmpty();

      Placements placements = new MongoPlacements(client.getDatabase("tuya-adapter"));
      Placement one = new Placement("d1", "t1", "r", "asset1");
      placements.save(one);
      placements.save(new Placement("d2", "t2", "r", "asset1"));
      placements.save(new Placement("d2", "t2", "r", "asset3"));
      assertThat(placements.inAsset("asset1", 10)).containsExactly(one);
      assertThat(placements.ofDevice("d1")).contains(one);
      placements.remove("d1");
      assertThat(placements.ofDevice("d1")).isEmpty();
    }
  }
}
