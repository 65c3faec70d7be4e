package iot.smarthome.tuya.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import iot.smarthome.tuya.cloud.gateway.TuyaCloudException.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorCodesTest {

  @ParameterizedTest
  @CsvSource({
    "500, RETRYABLE, true",
    "1111, RETRYABLE, true",
    "1110, RETRYABLE, false",
    "1199, RETRYABLE, false",
    "1010, RETRYABLE, false",
    "1013, RETRYABLE, false",
    "2001, REJECTED, false",
    "28841004, PROJECT, false",
    "7777, REJECTED, false"
  })
  void tellWhatHelpsAndWhetherItMayHaveBeenDone(String code, Fault fault, boolean mayHaveHappened) {
    TuyaCloudException e = ErrorCodes.exception(code, "words");
    assertThat(e.fault()).isEqualTo(fault);
    assertThat(e.mayHaveHappened()).isEqualTo(mayHaveHappened);
  }
}
