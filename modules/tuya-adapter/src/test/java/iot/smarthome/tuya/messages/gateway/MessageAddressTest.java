package iot.smarthome.tuya.messages.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageAddressTest {

  private static String address(String base) {
    return MessageSettingsSource.address(base, "me", "event").toString();
  }

  @Test
  void completesABaseByTuyasPath() {
    String rest =
        "/ws/v2/consumer/persistent/me/out/event/me-sub?ackTimeoutMillis=30000&subscriptionType=Failover";
    assertThat(address("wss://mqe.tuyaeu.com:8285/")).isEqualTo("wss://mqe.tuyaeu.com:8285" + rest);
    assertThat(address("http://127.0.0.1:8080/tuya-mock"))
        .isEqualTo("ws://127.0.0.1:8080/tuya-mock" + rest);
    assertThat(address("ws://h/tuya-mock/ws/v2/consumer/persistent/"))
        .isEqualTo("ws://h/tuya-mock" + rest);
  }

  @Test
  void keepsAWholeAddress() {
    assertThat(address("ws://h/persistent/{client-id}/out/event/{client-id}-sub?a=b"))
        .isEqualTo("ws://h/persistent/me/out/event/me-sub?a=b");
  }

  @Test
  void findsTheNoticesBesideTheMessages() {
    MessageSettings settings =
        new MessageSettings(
            URI.create("ws://h/persistent/me/out/event-test/me-sub?a=b"),
            "me",
            "secret",
            1,
            1,
            Duration.ZERO,
            1,
            Duration.ofMinutes(2),
            Duration.ofMinutes(30),
            Duration.ofSeconds(10),
            Optional.empty());
    assertThat(settings.topic()).isEqualTo("event-test");
    assertThat(settings.ofNotices().topic()).isEqualTo("notice");
    assertThat(settings.ofNotices().address())
        .hasToString("ws://h/persistent/me/out/notice/me-sub?a=b");
  }

  @Test
  void derivesThePasswordAsTuyasSdksDo() {
    // md5("me" + md5("secret")) computed apart from this code
    assertThat(MessageSocket.password("me", "secret")).isEqualTo("116152f52a82dc57");
    // the key pair of Tuya's documentation
    assertThat(MessageSocket.password("1KAD46OrT9HafiKdsXeg", "4OHBOnWOqaEC1mWXOpVL3yV50s0qGSRC"))
        .isEqualTo("7e3ee9916b8f32b8");
  }
}
