package io.customerkey.dep.statement;

import io.customerkey.crypto.SecretBytes;
import io.customerkey.crypto.statement.SigningKeyId;
import io.customerkey.crypto.statement.StatementSigner;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The key of this service's statements: an Ed25519 key, PKCS#8 in PEM, in a file of the
 * configuration.
 */
@Singleton
final class StatementKey {
  private static final String HEADER = "-----BEGIN PRIVATE KEY-----";
  private static final String FOOTER = "-----END PRIVATE KEY-----";
  private static final long LONGEST_FILE = 4_096;

  @Produces
  @Singleton
  StatementAuthor author(
      @ConfigProperty(name = "customerkey.statement-key") Path file,
      @ConfigProperty(name = "customerkey.statement-key-id") String keyId) {
    try (SecretBytes pkcs8 = read(file)) {
      return new StatementAuthor(StatementSigner.ofPkcs8(new SigningKeyId(keyId), pkcs8));
    }
  }

  private static SecretBytes read(Path file) {
    byte[] pem = new byte[0];
    try {
      if (Files.size(file) > LONGEST_FILE) {
        throw new IllegalStateException("customerkey.statement-key: the file is over 4 KiB");
      }
      pem = Files.readAllBytes(file);
      return SecretBytes.takeOwnershipOf(decode(pem));
    } catch (IOException e) {
      throw new UncheckedIOException("customerkey.statement-key: cannot read " + file, e);
    } finally {
      Arrays.fill(pem, (byte) 0);
    }
  }

  /** Keeps to arrays, which can be zeroed, instead of strings. */
  private static byte[] decode(byte[] pem) {
    int begin = indexOf(pem, HEADER, 0);
    int end = begin < 0 ? -1 : indexOf(pem, FOOTER, begin);
    if (end < 0) {
      throw new IllegalStateException(
          "customerkey.statement-key: the file holds no PKCS#8 key in PEM");
    }
    byte[] base64 = Arrays.copyOfRange(pem, begin + HEADER.length(), end);
    try {
      return Base64.getMimeDecoder().decode(base64);
    } finally {
      Arrays.fill(base64, (byte) 0);
    }
  }

  private static int indexOf(byte[] text, String wanted, int from) {
    for (int i = from; i + wanted.length() <= text.length; i++) {
      int matched = 0;
      while (matched < wanted.length() && text[i + matched] == wanted.charAt(matched)) {
        matched++;
      }
      if (matched == wanted.length()) {
        return i;
      }
    }
    return -1;
  }
}
