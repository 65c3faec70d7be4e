package iot.smarthome.rest.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.rest.problem.ProblemException;
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
}
