package iot.smarthome.rest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  private static JsonObject read(String json) {
    return StrictJson.object("device", json.getBytes(StandardCharsets.UTF_8));
  }

  private static void assertRefused(String json, String field, String message) {
    assertRefused(json.getBytes(StandardCharsets.UTF_8), field, message);
  }

  private static void assertRefused(byte[] json, String field, String message) {
    assertThatThrownBy(() -> StrictJson.object("device", json))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(400);
              assertThat(e.problem().faults())
                  .singleElement()
                  .satisfies(
                      fault -> {
                        assertThat(fault.field()).isEqualTo(field);
                        assertThat(fault.message()).contains(message);
                        assertThat(fault.mend()).isNotBlank();
                      });
            });
  }

  @Test
  void readsWhatIsWrittenProperly() {
    String json =
        "{\"a\":\"ä \\ud83d\\ude00 \\\"\",\"b\":[1,-2.50,1e3,[],{}],\"c\":{\"a\":null,\"d\":[true,false]}}";
    assertThat(read("\n " + json + " \n"))
        .isEqualTo(Json.createReader(new StringReader(json)).readObject());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"x\"", "null", "true", "[]", "[{}]"})
  void saysTheSameOfEverythingThatIsNoObject(String json) {
    assertRefused(json, "(body)", "is no JSON object");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void saysThatNothingWasSent(String json) {
    assertRefused(json, "(body)", "is empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{", "{\"a\":}", "{\"a\":1", "{a:1}", "{\"a\":01}", "{\"a\":1}}", "{}{}", "{} 1"})
  void saysWhereItIsMalformed(String json) {
    assertRefused(json, "(body)", "cannot be read as JSON at line 1");
  }

  @ParameterizedTest
  @ValueSource(ints = {65, 1_500, 100_000})
  void refusesDeepNesting(int depth) {
    assertRefused("{\"a\":" + "[".repeat(depth), "a", "nested more than 64 deep");
    assertRefused("{\"a\":".repeat(depth), "a", "nested more than 64 deep");
  }

  @Test
  void refusesNumbersThatCostTooMuch() {
    assertRefused("{\"a\":" + "9".repeat(60_000) + "}", "a", "a number of 60000 characters");
    assertRefused("{\"a\":[1,1e999999999]}", "a[1]", "exponent out of range");
    assertRefused("{\"a\":1e99999999999}", "a", "exponent out of range");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"a\":2}|a",
        "{\"a\":{\"b\":1,\"c\":2,\"b\":1}}|a.b",
        "{\"a\":[{},{\"b\":1,\"\\u0062\":1}]}|a[1].b"
      })
  void refusesANameThatComesTwice(String json, String field) {
    assertRefused(json, field, "comes twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ud83dx", "\\ude00\\ud83d"})
  void refusesHalfASurrogatePair(String text) {
    assertRefused("{\"a\":\"" + text + "\"}", "a", "half of a surrogate pair");
  }

  @Test
  void refusesWhatIsNoUtf8() {
    assertRefused(new byte[] {'{', '"', (byte) 0xfc, '"', ':', '1', '}'}, "(body)", "UTF-8");
  }

  private static List<String> faultsOfText(String text) {
    String json = Json.createObjectBuilder().add("name", text).build().toString();
    JsonFields fields =
        JsonFields.read(
            "device",
            new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
            Set.of("name"));
    fields.text("name", true, 100);
    try {
      fields.refuseIfInvalid();
      return List.of();
    } catch (ProblemException e) {
      return e.problem().faults().stream().map(fault -> fault.message()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200b",
        "\u202e",
        "Lamp\u202e",
        "a\u2066b",
        "\ufeffx",
        "a\nb",
        "a\u0085b",
        "a\u2028b"
      })
  void refusesCharactersThatHide(String text) {
    assertThat(faultsOfText(text)).singleElement().asString().contains("invisible character U+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u200d", "\u3164", "\u2800", "\u0301"})
  void refusesATextThatCannotBeSeen(String text) {
    assertThat(faultsOfText(text)).containsExactly("has no visible character");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Küche 1",
        "👨‍👩‍👧 room",
        "می‌خواهم",
        "🏴\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f",
        "é́",
        "客厅",
        "-"
      })
  void takesTextOfAllLanguages(String text) {
    assertThat(faultsOfText(text)).isEmpty();
  }
}
