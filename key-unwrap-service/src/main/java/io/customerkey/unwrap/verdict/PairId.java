package io.customerkey.unwrap.verdict;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import io.customerkey.unwrap.vault.KeyUri;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names a pair of customer-key versions, in either order: the first 16 bytes of SHA-256 over both
 * key ids, sorted, a line each. Every policy on the pair shares its verdict.
 *
 * @param value the 128 bits
 */
public record PairId(Id128 value) implements Identifier {
  /**
   * @param one key id with version
   * @param other key id with version
   * @return the pair
   */
  public static PairId of(KeyUri one, KeyUri other) {
    String lines =
        Stream.of(one, other).map(KeyUri::toString).sorted().collect(Collectors.joining("\n"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.US_ASCII));
      return new PairId(Id128.read(hash, 0));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of the JDK", e);
    }
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
