package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import iot.smarthome.systemtests.TuyaProject.Stream;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The mock of Tuya Cloud, alone in its server, through its front door. */
class TuyaMockIT {

  private static final String DEVICES = "/v1.0/iot-03/devices/";
  private static final String BIND = "/v1.1/iot-02/device-bc-bind";
  private static ServiceAlone server;
  private static TuyaProject project;

  @BeforeAll
  static void start(@TempDir Path home) throws IOException {
    server = ServiceAlone.start("tuya-mock", home, Map.of());
    project = new TuyaProject(server.address() + "/tuya-mock");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void login() throws IOException {
    assertThat(project.login().getBoolean("success")).isTrue();
  }

  private static JsonObject bind(String code) throws IOException {
    return project
        .post(
            BIND,
            "{\"asset_id\":\"development-asset\",\"device_bind_code_list\":[\"" + code + "\"]}")
        .getJsonArray("result")
        .getJsonObject(0);
  }

  private static String order(String what, String json) throws IOException {
    HttpResponse<String> answer = server.post("/tuya-mock/admin/" + what, json);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body();
  }

  private static void succeeds(JsonObject answer) {
    assertThat(answer.getBoolean("success")).as(answer.toString()).isTrue();
  }

  private static void fails(int code, JsonObject answer) {
    assertThat(answer.getBoolean("success")).as(answer.toString()).isFalse();
    assertThat(answer.getInt("code")).isEqualTo(code);
  }

  @Test
  void aDeviceIsThereInBothVocabularies() throws IOException {
    String asset =
        project
            .post(
                "/v1.0/iot-02/assets",
                "{\"name\":\"Floor\",\"parent_asset_id\":\"development-asset\"}")
            .getString("result");
    succeeds(project.get("/v2.0/cloud/space/" + asset));
    succeeds(project.get("/v1.0/iot-03/assets/development-asset/sub-assets"));
    String id = bind("STOCK-dj-1").getString("device_id");
    succeeds(project.post("/v2.0/cloud/thing/" + id + "/transfer", "{\"space_id\":" + asset + "}"));
    for (String url :
        new String[] {
          DEVICES + id,
          "/v1.1/iot-03/devices/" + id,
          DEVICES + "?device_ids=" + id,
          DEVICES + id + "/specification",
          DEVICES + id + "/functions",
          "/v1.0/iot-01/associated-users/devices?last_row_key=&size=20",
          "/v1.0/iot-02/assets/" + asset + "/devices?page_size=10",
          "/v2.0/cloud/space/" + asset + "/resource",
          "/v2.0/cloud/thing/" + id,
          "/v2.0/cloud/thing/" + id + "/model"
        }) {
      succeeds(project.get(url.replace("/?", "?")));
    }
    succeeds(
        project.post(
            DEVICES + id + "/commands",
            "{\"commands\":[{\"code\":\"switch_led\",\"value\":true}]}"));
    succeeds(
        project.post(
            "/v2.0/cloud/thing/" + id + "/shadow/properties/issue",
            "{\"properties\":\"{\\\"bright_value_v2\\\":77}\"}"));
    fails(
        1104,
        project.post(
            DEVICES + id + "/commands",
            "{\"commands\":[{\"code\":\"bright_value_v2\",\"value\":\"100\"}]}"));
    await()
        .untilAsserted(
            () ->
                assertThat(project.get(DEVICES + id + "/status").getJsonArray("result").toString())
                    .contains("\"switch_led\",\"value\":true", "\"bright_value_v2\",\"value\":77"));
    succeeds(project.call("DELETE", DEVICES + id, ""));
    fails(2010, project.get(DEVICES + id));
    fails(1108, project.get("/v1.0/nothing/of/the/kind"));
  }

  @Test
  void anotherCloudSpeaksForItsDevice() throws IOException {
    String id =
        project
            .post(
                "/v1.0/iot-03/3rdcloud/devices/A1/register",
                "{\"device_name\":\"Lamp\",\"product_id\":\"stockdj0001\"}")
            .getJsonObject("result")
            .getString("device_id");
    succeeds(project.get("/v1.0/iot-03/3rdcloud/devices/A1"));
    succeeds(
        project.post(
            "/v1.0/cloud/thing/devices/" + id + "/datapoint/report",
            "{\"data\":{\"1\":{\"value\":true,\"time\":1682392142000}}}"));
    succeeds(project.call("PUT", "/v1.0/iot-03/3rdcloud/devices/" + id + "/offline", ""));
    fails(
        2001,
        project.post(
            DEVICES + id + "/commands",
            "{\"commands\":[{\"code\":\"switch_led\",\"value\":true}]}"));
    succeeds(project.call("DELETE", "/v1.0/iot-03/3rdcloud/devices/" + id + "/remove", ""));
  }

  @Test
  void aGetWithABodyCountsAsItIsHashed() throws IOException {
    String id = bind("STOCK-dj-2").getString("device_id");
    succeeds(project.call("GET", DEVICES + id, "{}"));
  }

  @Test
  void whatIsDoneIsDoneThoughItsAnswerIsLost() throws IOException {
    order("faults", "{\"fault\":\"reply_lost\",\"path\":\"*/device-bc-bind\",\"times\":1}");
    assertThatThrownBy(() -> bind("STOCK-dj-3")).isInstanceOf(IOException.class);
    assertThat(bind("STOCK-dj-3").getInt("code")).isEqualTo(1113);
    order(
        "faults",
        "{\"fault\":\"no_answer\",\"path\":\"*/device-bc-bind\",\"times\":1,\"hold\":\"PT0.5S\"}");
    assertThatThrownBy(() -> bind("STOCK-dj-4")).isInstanceOf(IOException.class);
    assertThat(bind("STOCK-dj-4").getBoolean("bind_result")).isTrue();
  }

  @Test
  void callsFailAsTheyAreOrderedTo() throws IOException {
    String id = bind("STOCK-dj-5").getString("device_id");
    order("faults", "{\"fault\":\"token_dies\",\"after\":1}");
    succeeds(project.get(DEVICES + id));
    fails(1010, project.get(DEVICES + id));
    login();
    order("faults", "{\"fault\":\"trial_quota\",\"times\":1}");
    fails(28841004, project.get(DEVICES + id));
    succeeds(project.get(DEVICES + id));
  }

  @Test
  void theStreamIsPulsars() throws Exception {
    bind("STOCK-ywbj-1");
    assertThatThrownBy(() -> project.listen(false))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
    try (Stream stream = project.listen(true)) {
      await().until(() -> !stream.frames().isEmpty());
      JsonObject first = stream.frames().get(0);
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(stream.frames())
                      .as("not acknowledged, so it comes again on the same connection")
                      .anySatisfy(
                          frame -> {
                            assertThat(frame.getString("messageId"))
                                .isEqualTo(first.getString("messageId"));
                            assertThat(frame.getInt("redeliveryCount")).isPositive();
                          }));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () -> {
                stream.frames().forEach(stream::acknowledge);
                return TuyaProject.json(server.get("/tuya-mock/admin/messages").body())
                        .getInt("backlog")
                    == 0;
              });
      int before = stream.frames().size();
      order("scenarios", "{\"scenario\":\"smoke\",\"bindCode\":\"STOCK-ywbj-1\"}");
      await().until(() -> stream.frames().size() > before);
      assertThat(stream.frames().get(before).getJsonObject("properties").getString("em"))
          .isEqualTo("aes_gcm");
    }
  }
}
