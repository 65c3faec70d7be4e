package iot.smarthome.rest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
import iot.smarthome.rest.problem.Violation;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {

  private static JsonFields read(String json) {
    return JsonFields.read(
        "test-service",
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
        Set.of("list", "on"));
  }

  @Test
  void readsTheDifferentTextsOfAList() {
    JsonFields fields = read("{\"list\":[\" b\",\"a\",\"b\"]}");
    assertThat(fields.texts("list", true, 3, 5)).containsExactly("b", "a");
    assertThat(read("{\"list\":[]}").texts("list", true, 3, 5)).isEmpty();
    assertThat(read("{}").texts("list", false, 3, 5)).isNull();
    fields.refuseIfInvalid();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"list\":\"a\"}",
        "{\"list\":null}",
        "{\"list\":[\"a\",\"b\",\"c\"]}",
        "{\"list\":[\"a\",7]}",
        "{\"list\":[\"\"]}",
        "{\"list\":[\"too long\"]}"
      })
  void refusesAListThatIsNone(String json) {
    JsonFields fields = read(json);
    assertThat(fields.texts("list", true, 2, 5)).isNull();
    assertThatThrownBy(fields::refuseIfInvalid).isInstanceOf(ProblemException.class);
  }

  @Test
  void readsYesAndNo() {
    assertThat(read("{\"on\":true}").flag("on", true)).isTrue();
    assertThat(read("{\"on\":false}").flag("on", true)).isFalse();
    assertThat(read("{}").flag("on", false)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"on\":\"true\"}", "{\"on\":1}", "{\"on\":null}"})
  void refusesWhatIsNeitherYesNorNo(String json) {
    JsonFields fields = read(json);
    assertThat(fields.flag("on", true)).isNull();
    assertThatThrownBy(fields::refuseIfInvalid).isInstanceOf(ProblemException.class);
  }

  @Test
  void readsTextsAsTheyWereSent() {
    JsonFields fields = read("{\"on\":\" a\\n\",\"list\":[\"b \",\"b \"]}");
    assertThat(fields.verbatim("on", 5)).isEqualTo(" a\n");
    assertThat(fields.verbatims("list", 2)).containsExactly("b ", "b ");
    assertThat(read("{\"on\":\"\"}").verbatimOrEmpty("on", 5)).isEmpty();
    assertThat(read("{}").verbatim("on", 5)).isNull();
    assertThat(read("{}").verbatims("list", 2)).isEmpty();
    fields.refuseIfInvalid();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"on\":\"\"}", "{\"on\":\" \"}", "{\"on\":\"long\"}", "{\"on\":null}"})
  void refusesATextThatIsNone(String json) {
    JsonFields fields = read(json);
    assertThat(fields.verbatim("on", 3)).isNull();
    assertThatThrownBy(fields::refuseIfInvalid).isInstanceOf(ProblemException.class);
  }

  @Test
  void collectsTheFaultsOfTheObjectsOfAList() {
    JsonFields fields = read("{\"list\":[{\"a\":7,\"b\":1},\"x\"]}");
    assertThat(fields.objects("list", 2, Set.of("a")))
        .singleElement()
        .satisfies(one -> assertThat(one.verbatim("a", 5)).isNull());
    assertThatThrownBy(fields::refuseIfInvalid)
        .isInstanceOfSatisfying(
            ProblemException.class,
            e ->
                assertThat(e.problem().faults())
                    .extracting(Violation::field)
                    .containsExactlyInAnyOrder("list[0].b", "list[1]", "list[0].a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"list\":{}}", "{\"list\":null}", "{\"list\":[1,2,3]}"})
  void refusesWhatIsNoListOfObjects(String json) {
    JsonFields fields = read(json);
    assertThat(fields.objects("list", 2, Set.of())).isEmpty();
    assertThatThrownBy(fields::refuseIfInvalid).isInstanceOf(ProblemException.class);
  }
}
