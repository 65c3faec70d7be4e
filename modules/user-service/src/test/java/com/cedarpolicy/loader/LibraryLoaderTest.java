package com.cedarpolicy.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.model.policy.PolicySet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryLoaderTest {

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64",
    "Linux, aarch64",
    "Mac OS X, x86_64",
    "Mac OS X, aarch64",
    "Windows Server 2022, amd64",
  })
  void findsTheLibraryOfEveryMachineInCedarsArchive(String system, String architecture) {
    String resource = LibraryLoader.resource(system, architecture);

    assertThat(PolicySet.class.getResource(resource)).as(resource).isNotNull();
  }

  @Test
  void takesThePlaceOfCedarsOwn() {
    assertThat(LibraryLoader.class.getProtectionDomain().getCodeSource())
        .isNotEqualTo(PolicySet.class.getProtectionDomain().getCodeSource());
    LibraryLoader.loadLibrary();
    LibraryLoader.loadLibrary();
  }
}
