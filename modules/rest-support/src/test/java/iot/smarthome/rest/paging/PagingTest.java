package iot.smarthome.rest.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.PublicPaths;
import iot.smarthome.rest.TimeOrderedId;
import iot.smarthome.rest.problem.ProblemException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

  @Test
  void readsBackTheCursorItWrote() {
    Map<String, String> keys = Map.of("name", "Küche \"1\"", "id", "x");
    assertThat(Cursor.decode("device", Cursor.encode(keys))).isEqualTo(keys);
    assertThat(Cursor.decode("device", null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%%%", "bm9qc29u", "eyJhIjoxfQ", "e30", "bnVsbA", "W10"})
  void refusesACursorThatItNeverWrote(String cursor) {
    assertRefused(cursor);
  }

  @Test
  void refusesACursorThatIsTooDeepOrTooLong() {
    assertRefused(base64("[".repeat(1_500)));
    assertRefused(base64("{\"a\":".repeat(200)));
    assertRefused("a".repeat(100_000));
  }

  @Test
  void refusesTheCursorOfAnotherList() {
    String cursor = Cursor.encode(Map.of("before", "x"));
    assertThat(Cursor.decode("device", cursor, "before")).isEqualTo("x");
    assertThat(Cursor.decode("device", null, "before")).isNull();
    assertInvalidCursor(() -> Cursor.decode("device", cursor, "after"));
    String more = Cursor.encode(Map.of("after", "x", "before", "y"));
    assertInvalidCursor(() -> Cursor.decode("device", more, "after"));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String cursor) {
    assertInvalidCursor(() -> Cursor.decode("device", cursor));
  }

  private static void assertInvalidCursor(ThrowingCallable decoding) {
    assertThatThrownBy(decoding)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().type()).endsWith(":invalid-cursor"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 201})
  void refusesALimitOutOfRange(int limit) {
    assertThatThrownBy(() -> Limits.of("device", limit)).isInstanceOf(ProblemException.class);
  }

  @Test
  void takesTheDefaultLimitOrTheRequestedOne() {
    assertThat(Limits.of("device", null)).isEqualTo(Limits.DEFAULT);
    assertThat(Limits.of("device", 200)).isEqualTo(200);
  }

  @Test
  void linksToTheNextPageWithTheSameFilters() {
    var query = new MultivaluedHashMap<String, String>();
    query.add("area", "a b");
    query.add("cursor", "old");
    assertThat(Links.next("devices", query, "new"))
        .isEqualTo("</api/devices?area=a+b&cursor=new>; rel=\"next\"");
  }

  @Test
  void escapesWhatStandsInAPath() {
    assertThat(PublicPaths.path("devices", "ä b")).isEqualTo("/api/devices/%C3%A4%20b");
    assertThat(PublicPaths.path("/buildings/")).isEqualTo("/api/buildings");
  }

  @Test
  void makesVersion7IdsInTheOrderOfTime() {
    UUID id = UUID.fromString(TimeOrderedId.next());
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(Math.abs((id.getMostSignificantBits() >>> 16) - System.currentTimeMillis()))
        .isLessThan(60_000);
  }

  @Test
  void aCursorThatIsLongerThanOursIsRefusedUnread() {
    String nested =
        java.util.Base64.getUrlEncoder()
            .encodeToString("[".repeat(2000).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> Cursor.decode("test", nested))
        .isInstanceOf(iot.smarthome.rest.problem.ProblemException.class);
  }
}
