package iot.smarthome.tuyamock.stream.control;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Locale;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Encrypts the data of a message as Tuya does, by the middle of the project's secret. */
@ApplicationScoped
public class MessageSeal {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private volatile Mode mode;

  /** How Tuya encrypts. */
  public enum Mode {
    AES_GCM,
    AES_ECB;

    /** As the message's property {@code em} says it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param data base64
   * @param mode how it was encrypted
   */
  public record Sealed(String data, String mode) {}

  /** For the container's proxy. */
  protected MessageSeal() {
    this.key = null;
    this.mode = null;
  }

  @Inject
  public MessageSeal(
      @ConfigProperty(name = "smarthome.mock.client-secret") String secret,
      @ConfigProperty(name = "smarthome.mock.encryption") Mode mode) {
    this.key = new SecretKeySpec(secret.substring(8, 24).getBytes(StandardCharsets.UTF_8), "AES");
    this.mode = mode;
  }

  /** How messages are encrypted now. */
  public Mode mode() {
    return mode;
  }

  /** Encrypts otherwise from now on, as Tuya does without notice. */
  public void switchTo(Mode to) {
    mode = to;
  }

  public Sealed seal(String plain) {
    byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
    Mode how = mode;
    try {
      byte[] sealed = how == Mode.AES_GCM ? gcm(bytes) : ecb(bytes);
      return new Sealed(Base64.getEncoder().encodeToString(sealed), how.code());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The message cannot be encrypted", e);
    }
  }

  private byte[] gcm(byte[] plain) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
    byte[] sealed = cipher.doFinal(plain);
    return ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
  }

  @SuppressFBWarnings(
      value = {"CIPHER_INTEGRITY", "ECB_MODE"},
      justification = "One of Tuya's two modes, which a consumer must be able to read")
  private byte[] ecb(byte[] plain) throws GeneralSecurityException {
    // Tuya's choice, not ours: the protocol has no other way for this mode
    Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
    cipher.init(Cipher.ENCRYPT_MODE, key);
    return cipher.doFinal(plain);
  }
}
