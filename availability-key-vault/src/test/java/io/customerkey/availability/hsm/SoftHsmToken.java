package io.customerkey.availability.hsm;

import io.customerkey.crypto.key.HsmKeyId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;

/** A SoftHSM token with one sensitive, non-extractable AES-256 key, made for a test. */
final class SoftHsmToken {
  private static final String PIN = "123456";
  private static final String LABEL = "kek";
  private static final List<String> LIBRARIES =
      List.of(
          "/usr/lib/softhsm/libsofthsm2.so",
          "/usr/lib64/softhsm/libsofthsm2.so",
          "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
          "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
          "/usr/local/lib/softhsm/libsofthsm2.so",
          "/opt/homebrew/lib/softhsm/libsofthsm2.so");

  private SoftHsmToken() {}

  /** Where SoftHSM is installed: its library, if its tool is there too. */
  static Optional<Path> library() {
    boolean tool =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "softhsm2-util")));
    return tool
        ? LIBRARIES.stream().map(Path::of).filter(Files::exists).findFirst()
        : Optional.empty();
  }

  /**
   * Makes a token. The library reads SOFTHSM2_CONF when it is loaded, so the test run sets that to
   * a file in the build folder.
   */
  static HsmLocation make(Path library, Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Path conf = Path.of(System.getenv("SOFTHSM2_CONF"));
    Path tokens = Files.createDirectories(conf.resolveSibling("tokens"));
    Files.writeString(
        conf, "directories.tokendir = " + tokens.toAbsolutePath() + "\nlog.level = ERROR\n");
    String token = "ck-" + ProcessHandle.current().pid();
    run(
        List.of(
            "softhsm2-util",
            "--init-token",
            "--free",
            "--label",
            token,
            "--so-pin",
            PIN,
            "--pin",
            PIN));
    Path config = folder.resolve("pkcs11.cfg");
    Files.writeString(config, configuration(library, slotOf(token)));
    makeKey(config);
    return new HsmLocation(HsmType.PKCS11, config, PIN, new HsmKeyId(LABEL));
  }

  private static String configuration(Path library, String slot) {
    return """
    name = CustomerKeyTest
    library = %s
    slot = %s
    attributes(generate, CKO_SECRET_KEY, CKK_AES) = {
      CKA_TOKEN = true
      CKA_SENSITIVE = true
      CKA_EXTRACTABLE = false
      CKA_ENCRYPT = true
      CKA_DECRYPT = true
    }
    """
        .formatted(library, slot);
  }

  private static void makeKey(Path config) throws GeneralSecurityException, IOException {
    Provider provider = Security.getProvider("SunPKCS11").configure(config.toString());
    KeyStore store = KeyStore.getInstance("PKCS11", provider);
    store.load(null, PIN.toCharArray());
    KeyGenerator generator = KeyGenerator.getInstance("AES", provider);
    generator.init(256);
    SecretKey key = generator.generateKey();
    if (key.getEncoded() != null) {
      throw new IllegalStateException("the token gives its key out");
    }
    store.setEntry(LABEL, new KeyStore.SecretKeyEntry(key), null);
  }

  private static String slotOf(String token) throws IOException, InterruptedException {
    String slot = "";
    for (String line : run(List.of("softhsm2-util", "--show-slots")).lines().toList()) {
      if (line.startsWith("Slot ")) {
        slot = line.substring("Slot ".length()).strip();
      }
      if (line.strip().startsWith("Label:") && line.contains(token)) {
        return slot;
      }
    }
    throw new IllegalStateException("no slot has the token " + token);
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("SOFTHSM2_CONF", System.getenv("SOFTHSM2_CONF")));
    Process process = builder.start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(command.getFirst() + " failed: " + output);
    }
    return output;
  }
}
