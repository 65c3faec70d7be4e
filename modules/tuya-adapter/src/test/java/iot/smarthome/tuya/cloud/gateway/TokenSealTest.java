package iot.smarthome.tuya.cloud.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;

class TokenSealTest {

  private final TokenSeal seal = new TokenSeal("secret", "client at eu");

  @Test
  void opensWhatItHasSealedAndShowsNothingOfIt() {
    String sealed = seal.seal("token");
    assertThat(seal.open(sealed)).contains("token");
    assertThat(
            new String(
                Base64.getDecoder().decode(sealed), java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("token");
    assertThat(seal.seal("token")).isNotEqualTo(sealed);
  }

  @Test
  void opensNothingElse() {
    String sealed = seal.seal("token");
    assertThat(new TokenSeal("other", "client at eu").open(sealed)).isEmpty();
    assertThat(new TokenSeal("secret", "client at us").open(sealed)).isEmpty();
    byte[] bent = Base64.getDecoder().decode(sealed);
    bent[bent.length - 1] ^= 1;
    assertThat(seal.open(Base64.getEncoder().encodeToString(bent))).isEmpty();
    assertThat(seal.open("no base64!")).isEmpty();
    assertThat(seal.open("")).isEmpty();
  }
}
