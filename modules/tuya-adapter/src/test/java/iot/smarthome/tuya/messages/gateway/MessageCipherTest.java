package iot.smarthome.tuya.messages.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class MessageCipherTest {

  private static final String ACCESS_KEY = "4OHBOnWOqaEC1mWXOpVL3yV50s0qGSRC";
  private static final SecretKeySpec KEY =
      new SecretKeySpec("qaEC1mWXOpVL3yV5".getBytes(StandardCharsets.UTF_8), "AES");

  private final MessageCipher cipher = new MessageCipher(ACCESS_KEY);

  private static String ecb(String text) throws Exception {
    Cipher sealing = Cipher.getInstance("AES/ECB/PKCS5Padding");
    sealing.init(Cipher.ENCRYPT_MODE, KEY);
    return Base64.getEncoder()
        .encodeToString(sealing.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String gcm(String text) throws Exception {
    byte[] nonce = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    Cipher sealing = Cipher.getInstance("AES/GCM/NoPadding");
    sealing.init(Cipher.ENCRYPT_MODE, KEY, new GCMParameterSpec(128, nonce));
    byte[] sealed = sealing.doFinal(text.getBytes(StandardCharsets.UTF_8));
    byte[] all = new byte[nonce.length + sealed.length];
    System.arraycopy(nonce, 0, all, 0, nonce.length);
    System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
    return Base64.getEncoder().encodeToString(all);
  }

  @Test
  void opensBothModes() throws Exception {
    assertThat(cipher.open("aes_ecb", ecb("{\"a\":\"é\"}"))).isEqualTo("{\"a\":\"é\"}");
    assertThat(cipher.open(null, ecb("{}"))).isEqualTo("{}");
    assertThat(cipher.open("aes_gcm", gcm("{\"a\":1}"))).isEqualTo("{\"a\":1}");
  }

  @Test
  void refusesWhatItsKeyDoesNotOpen() throws Exception {
    String sealed = gcm("{}");
    MessageCipher other = new MessageCipher("00000000000000000000000000000000");
    assertThatThrownBy(() -> other.open("aes_gcm", sealed))
        .isInstanceOf(UndecryptableMessageException.class);
    assertThatThrownBy(() -> cipher.open("aes_gcm", "AAAA"))
        .isInstanceOf(UndecryptableMessageException.class);
    assertThatThrownBy(() -> cipher.open("aes_ecb", "not base64!"))
        .isInstanceOf(UndecryptableMessageException.class);
  }

  // sealed by another implementation, under the key that Tuya's documentation uses
  @Test
  void opensWhatOthersHaveSealed() {
    String plain = "{\"devId\":\"t1\",\"status\":[{\"code\":\"switch\",\"value\":true}]}";
    assertThat(
            cipher.open(
                "aes_ecb",
                "T7+q/ukQbr1dwqjPK/AxVAAQjWoFRhxgKNNqp6Oih4PiSSuzHCgTSDw6MNIYjNZMZ4dViB1izxVoG6fMBUQNEw=="))
        .isEqualTo(plain);
    assertThat(
            cipher.open(
                "aes_gcm",
                "EBESExQVFhcYGRobfSCYsOrbrTjGUjj+ZtAgPzbaolEh8wxhqiEuOnc82nRNJgSHpl3dZeMV430EKIr7mB1pJFYCLJFG1SBIcmLu9aMLbJRxuHfZ"))
        .isEqualTo(plain);
  }
}
