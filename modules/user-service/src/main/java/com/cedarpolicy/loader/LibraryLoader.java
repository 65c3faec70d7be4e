package com.cedarpolicy.loader;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Takes the place of Cedar's own loader, which finds its native library only in a plain file or
 * jar: inside an application server an archive has an address of the server's own kind. What is in
 * an application's classes is found before what is in its libraries.
 */
public final class LibraryLoader {

  private static final String GIVEN = "CEDAR_JAVA_FFI_LIB";
  private static boolean loaded;

  private LibraryLoader() {}

  /** Loads the library of this machine once; the one that the environment names, if it does. */
  public static synchronized void loadLibrary() {
    if (loaded) {
      return;
    }
    String given = System.getenv(GIVEN);
    if (given != null && !given.isEmpty()) {
      System.load(given);
    } else {
      loadPackaged(resource(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
    }
    loaded = true;
  }

  /** Where the library for a machine lies in Cedar's archive. */
  static String resource(String osName, String osArchitecture) {
    String system = osName.toLowerCase(Locale.ROOT);
    String machine = osArchitecture.toLowerCase(Locale.ROOT);
    String architecture =
        switch (machine) {
          case "amd64", "x86_64", "x64" -> "x86_64";
          case "aarch64", "arm64" -> "aarch64";
          default -> machine;
        };
    if (system.startsWith("windows")) {
      return "/jne/windows/" + architecture + "/cedar_java_ffi.dll";
    }
    if (system.startsWith("mac")) {
      return "/jne/macos/" + architecture + "/libcedar_java_ffi.dylib";
    }
    return "/jne/linux/" + architecture + "/libcedar_java_ffi.so";
  }

  private static void loadPackaged(String resource) {
    try (InputStream library = LibraryLoader.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new UnsatisfiedLinkError("Cedar has no library for this machine: " + resource);
      }
      Path file = Files.createTempFile("cedar-", resource.substring(resource.lastIndexOf('/') + 1));
      file.toFile().deleteOnExit();
      Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
      System.load(file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
