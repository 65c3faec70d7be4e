package iot.smarthome.tuyamock;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Real Tuya data that lies beside the checkout and is no part of it; a test that needs it is
 * skipped without it.
 */
public final class SharedFolder {

  private static final Path FOLDER = Path.of("../../../shared/data/tuya");

  private SharedFolder() {}

  /** A file or folder of it; without it the test is skipped. */
  public static Path required(String name) {
    Path path = FOLDER.resolve(name);
    assumeTrue(Files.exists(path), "SKIPPED: no real Tuya data at " + path);
    return path;
  }
}
