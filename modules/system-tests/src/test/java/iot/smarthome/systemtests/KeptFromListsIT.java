package iot.smarthome.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a policy forbids to read is in no list either, not even of those who may do everything. */
@ExtendWith(Platform.class)
class KeptFromListsIT {

  private static final List<String> LISTS =
      List.of(
          "devices?building=$building",
          "devices?room=$room",
          "search?building=$building&limit=50&facets=kind,category",
          "search?q=$name&limit=50");

  private static Home home;

  @BeforeAll
  static void build() throws Exception {
    home = new Home("Maple Yard").built();
  }

  @AfterAll
  static void allowAll() throws Exception {
    home.call("DELETE", "policies/$kept", Home.admin(), null, null);
  }

  @Test
  void showsInListsWhatMayBeRead() throws Exception {
    listsShow(true);

    home.policy(
        "kept",
        "@id(\"no-smoke-alarms-$number\") @description(\"Nobody reads smoke alarms there.\")"
            + " forbid (principal, action in Action::\"reading\", resource in"
            + " Building::\"$building\") when { resource has category && resource.category =="
            + " \"ywbj\" };");
    listsShow(false);
    assertThat(get("devices/$device").statusCode()).isEqualTo(403);
    assertThat(get("places/$building/places").body()).contains(home.id("room"));

    HttpResponse<String> removed = home.call("DELETE", "policies/$kept", Home.admin(), null, null);
    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(204);
    listsShow(true);
  }

  private static void listsShow(boolean shown) {
    for (String list : LISTS) {
      await(list)
          .atMost(Home.PATIENCE)
          .untilAsserted(() -> shows(get(list), home.id("device"), shown));
    }
    await("alerts")
        .atMost(Home.PATIENCE)
        .untilAsserted(() -> shows(get("alerts?area=$area"), home.id("alert"), shown));
  }

  private static void shows(HttpResponse<String> answer, String id, boolean shown) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body().contains(id)).as(answer.body()).isEqualTo(shown);
    if (!shown) {
      // nor is it counted
      assertThat(answer.body()).doesNotContain("ywbj");
    }
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return home.call("GET", path, Home.admin(), null, null);
  }
}
