package iot.smarthome.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * The secrets of one home folder: made at its first start, readable by its owner alone, and given
 * to the server by its environment. The key store lives as long as its password, so that tokens
 * outlive a restart; what the gateway shows to the services is new at each start.
 */
public final class Credentials {

  private static final String PASSWORD_FILE = "demo-password";
  private static final String TEST_CLIENT_FILE = "test-client-secret";
  private static final String KEY_STORE_FILE = "key-store-password";
  private static final int LENGTH = 32;
  // short enough to be typed
  private static final int TYPED_LENGTH = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path folder;
  private final String demoPassword;
  private final String testClientSecret;
  private final String keyStorePassword;
  private final String gatewaySecret = random(LENGTH);

  private Credentials(Path folder) throws IOException {
    this.folder = folder;
    this.demoPassword = kept(folder.resolve(PASSWORD_FILE), TYPED_LENGTH);
    this.testClientSecret = kept(folder.resolve(TEST_CLIENT_FILE), LENGTH);
    this.keyStorePassword = kept(folder.resolve(KEY_STORE_FILE), LENGTH);
  }

  /**
   * @param home the data folder of a standalone
   */
  public static Credentials in(Path home) throws IOException {
    Path folder = home.resolve("secrets");
    Files.createDirectories(folder);
    return new Credentials(folder);
  }

  /** The password of every demo user. */
  public String demoPassword() {
    return demoPassword;
  }

  /** The secret of the clients by which tests get tokens without anybody's password. */
  public String testClientSecret() {
    return testClientSecret;
  }

  Path passwordFile() {
    return folder.resolve(PASSWORD_FILE);
  }

  Map<String, String> environment() {
    return Map.of(
        "SMARTHOME_DEMO_PASSWORD", demoPassword,
        "SMARTHOME_TEST_SECRET", testClientSecret,
        "SMARTHOME_GATEWAY_SECRET", gatewaySecret,
        "keystore_password", keyStorePassword);
  }

  private static String kept(Path file, int length) throws IOException {
    try {
      if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      Files.writeString(file, random(length) + "\n", StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      // made by an earlier start
      if (Files.size(file) == 0) {
        throw new StartFailure(file + " is empty: delete it, and a new one is made", e);
      }
    }
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, length);
  }

  /** Names of the clients that share the test secret; each is a subject of its own. */
  public static Set<String> testClients() {
    return Set.of("test-administrator", "test-engineer", "test-resident", "test-stranger");
  }
}
