package iot.smarthome.tuya.messages.gateway;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens the {@code data} of a message. The key is the middle third of the access key; {@code
 * aes_gcm} is a 12-byte nonce, the cipher text and a 16-byte tag; anything else is AES-128 in ECB
 * mode, as Tuya's SDKs read it.
 */
public final class MessageCipher {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  /**
   * @param accessKey the project's secret, 32 characters
   */
  public MessageCipher(String accessKey) {
    this.key =
        new SecretKeySpec(accessKey.substring(8, 24).getBytes(StandardCharsets.UTF_8), "AES");
  }

  /**
   * @param mode the message's {@code em} property, may be null
   * @param data base64
   * @return the plain text, JSON
   * @throws UndecryptableMessageException when key, mode or data do not fit together
   */
  public String open(String mode, String data) {
    try {
      byte[] bytes = Base64.getDecoder().decode(data);
      return new String("aes_gcm".equals(mode) ? gcm(bytes) : ecb(bytes), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UndecryptableMessageException(mode, e);
    }
  }

  private byte[] gcm(byte[] bytes) throws GeneralSecurityException {
    if (bytes.length < NONCE_BYTES + TAG_BITS / 8) {
      throw new GeneralSecurityException("only " + bytes.length + " bytes");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.DECRYPT_MODE,
        key,
        new GCMParameterSpec(TAG_BITS, Arrays.copyOf(bytes, NONCE_BYTES)));
    return cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
  }

  private byte[] ecb(byte[] bytes) throws GeneralSecurityException {
    // Tuya's choice, not ours: the protocol has no other way for this mode
    Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
    cipher.init(Cipher.DECRYPT_MODE, key);
    return cipher.doFinal(bytes);
  }
}
