package io.customerkey.localstack.data;

import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.SystemSource;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Where the stack's time and randomness come from. */
@SystemSource
public final class Entropy {
  private static final RandomGenerator RANDOM = new SecureRandomSource();

  private Entropy() {}

  /** The system's clock in UTC. */
  public static Clock clock() {
    return Clock.systemUTC();
  }

  /** {@code count} random bytes. */
  public static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** A generated password or bearer secret: 192 random bits as URL-safe text. */
  public static String secret() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(24));
  }

  /** 128 random bits as 32 hexadecimal digits, the form of a vault's key version. */
  public static String hexId() {
    return HexFormat.of().formatHex(bytes(16));
  }

  /** A random UUID (version 4). */
  public static UUID uuid() {
    return UUID.randomUUID();
  }
}
