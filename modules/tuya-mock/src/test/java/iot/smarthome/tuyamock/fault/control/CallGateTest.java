package iot.smarthome.tuyamock.fault.control;

import static iot.smarthome.tuyamock.Cloud.CLIENT;
import static iot.smarthome.tuyamock.Cloud.SECRET;
import static iot.smarthome.tuyamock.Cloud.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import iot.smarthome.tuyamock.Cloud;
import iot.smarthome.tuyamock.cloud.control.CallCheck;
import iot.smarthome.tuyamock.cloud.control.Tokens;
import iot.smarthome.tuyamock.fault.entity.Fault;
import iot.smarthome.tuyamock.fault.entity.FaultKind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallGateTest {

  private static final String DEVICE = "/v1.0/iot-03/devices/d1";
  private static final String COMMANDS = DEVICE + "/commands";

  private final Cloud cloud = new Cloud();
  private final Tokens tokens = new Tokens(cloud.clock, 7200, false);
  private final Faults faults = new Faults();
  private final RateLimits limits = new RateLimits(true);
  private final CallGate gate =
      new CallGate(
          new CallCheck(CLIENT, SECRET, Duration.ofMinutes(5), tokens, cloud.clock),
          tokens,
          faults,
          cloud.quota,
          limits);
  private String token = tokens.grant().access();

  private Optional<Fault> call(String method, String path) {
    Map<String, String> headers = new HashMap<>();
    headers.put("client_id", CLIENT);
    headers.put("t", Long.toString(Cloud.TIME.toEpochMilli()));
    headers.put("access_token", token);
    headers.put("sign", sign(method, path, headers.get("t")));
    return gate.admit(method, path, new TreeMap<>(), headers::get, new byte[0]);
  }

  private String sign(String method, String path, String time) {
    try {
      String body = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest());
      String text =
          CLIENT
              + (path.startsWith("/v1.0/token") ? "" : token)
              + time
              + method
              + "\n"
              + body
              + "\n\n"
              + path;
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of()
          .withUpperCase()
          .formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private Fault order(FaultKind kind, String method, String path, int after, int times) {
    Fault fault =
        new Fault(
            "f" + faults.pending().size(),
            kind,
            method,
            path,
            after,
            times,
            kind.code(),
            kind.words(),
            Duration.ZERO);
    faults.order(fault);
    return fault;
  }

  @Test
  void theTokenDiesInTheMiddle() {
    order(FaultKind.TOKEN_DIES, "POST", "*/commands", 2, 1);
    call("POST", COMMANDS);
    call("GET", DEVICE);
    call("POST", COMMANDS);
    refused(1010, () -> call("POST", COMMANDS));
    token = tokens.grant().access();
    assertThat(call("POST", COMMANDS)).isEmpty();
    assertThat(faults.pending()).isEmpty();
  }

  @Test
  void somebodyElseLogsIn() {
    order(FaultKind.LOGIN_ELSEWHERE, null, null, 0, 1);
    refused(1010, () -> call("GET", DEVICE));
    token = tokens.grant().access();
    call("GET", DEVICE);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultKind.class,
      names = {
        "SYSTEM_ERROR",
        "SIGN_INVALID",
        "TIME_INVALID",
        "CONCURRENT",
        "BUSY",
        "TOO_FREQUENT",
        "WRONG_DATA_CENTRE",
        "APP_NOT_LINKED",
        "PLAN_EXPIRED",
        "TRIAL_QUOTA",
        "API_NOT_SUBSCRIBED",
        "API_NOT_AUTHORISED"
      })
  void answersErrorsUntilTheyAreTakenBack(FaultKind kind) {
    Fault fault = order(kind, null, null, 0, 0);
    refused(kind.code(), () -> call("GET", DEVICE));
    refused(kind.code(), () -> call("GET", DEVICE));
    call("GET", "/v1.0/token");
    assertThat(faults.pending()).containsEntry(fault, 2);
    assertThat(faults.takeBack(fault.id())).isTrue();
    assertThat(faults.takeBack(fault.id())).isFalse();
    call("GET", DEVICE);
  }

  @Test
  void throttlesLoginsAlone() {
    order(FaultKind.LOGIN_THROTTLED, null, null, 0, 1);
    call("GET", DEVICE);
    refused(1199, () -> call("GET", "/v1.0/token"));
    call("GET", "/v1.0/token");
  }

  @Test
  void doesNothingWhenThereIsToBeNoAnswer() {
    Fault fault = order(FaultKind.NO_ANSWER, null, null, 0, 0);
    assertThatThrownBy(() -> call("GET", "/v1.0/token"))
        .isInstanceOfSatisfying(UnansweredCall.class, e -> assertThat(e.fault()).isEqualTo(fault));
    token = "dead";
    assertThatThrownBy(() -> call("GET", DEVICE)).isInstanceOf(UnansweredCall.class);
    faults.clear();
    refused(1010, () -> call("GET", DEVICE));
  }

  @Test
  void losesTheAnswerOfWhatWasDone() {
    Fault fault = order(FaultKind.REPLY_LOST, "POST", COMMANDS, 0, 1);
    assertThat(call("GET", COMMANDS)).isEmpty();
    assertThat(call("POST", COMMANDS)).contains(fault);
    assertThat(call("POST", COMMANDS)).isEmpty();
  }

  @Test
  void thePlanIsUsedUp() {
    cloud.quota.set(2, Quota.UNLIMITED);
    call("GET", DEVICE);
    call("GET", "/v1.0/token");
    call("GET", DEVICE);
    refused(28841004, () -> call("GET", DEVICE));
    assertThat(cloud.quota.calls()).isZero();
    cloud.quota.set(Quota.UNLIMITED, Quota.UNLIMITED);
    call("GET", DEVICE);
  }

  @Test
  void eachApiHasItsLimit() {
    String issue = "/v2.0/cloud/thing/d1/shadow/properties/issue";
    for (int i = 0; i < 4; i++) {
      call("POST", issue);
    }
    refused(1199, () -> call("POST", issue));
    call("GET", DEVICE);
    limits.limit("POST /v2.0/cloud/thing/{device_id}/shadow/properties/issue", 0);
    assertThatCode(() -> call("POST", issue)).doesNotThrowAnyException();
    limits.limit("GET /v1.0/iot-03/devices/{id}", 1);
    assertThat(limits.limits()).containsEntry("GET /v1.0/iot-03/devices/{id}", 1);
    call("GET", DEVICE);
    refused(1199, () -> call("GET", DEVICE));
    limits.enforce(false);
    assertThat(limits.isEnforced()).isFalse();
    call("GET", DEVICE);
    assertThatThrownBy(() -> limits.limit("nonsense", 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
