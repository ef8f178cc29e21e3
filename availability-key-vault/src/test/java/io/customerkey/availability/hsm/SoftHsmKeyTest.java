package io.customerkey.availability.hsm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same laws on a real PKCS#11 token. Runs where SoftHSM is installed; in CI a missing one is a
 * failure.
 */
@EnabledIf("installed")
final class SoftHsmKeyTest extends KeyEncryptionKeyContract {
  @TempDir static Path folder;
  private static @Nullable KeyEncryptionKey kek;

  static boolean installed() {
    Optional<Path> library = SoftHsmToken.library();
    if (library.isEmpty()) {
      System.out.println("left out: SoftHSM (softhsm2 not found)");
    }
    return library.isPresent() || "true".equals(System.getenv("CI"));
  }

  @BeforeAll
  static void makeToken() throws Exception {
    assertThat(SoftHsmToken.library()).as("softhsm2-util and libsofthsm2.so").isPresent();
    kek = KeyStoreKey.open(SoftHsmToken.make(SoftHsmToken.library().orElseThrow(), folder), RANDOM);
  }

  @Override
  KeyEncryptionKey kek() {
    if (kek == null) {
      throw new IllegalStateException("no token");
    }
    return kek;
  }
}
