package io.customerkey.crypto;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/**
 * The platform's cryptographic random source. Production code injects this one wherever a {@link
 * RandomGenerator} is asked for; only tests inject something else. Safe for use by many threads.
 */
@SystemSource
public final class SecureRandomSource implements RandomGenerator {
  private final SecureRandom random = new SecureRandom();

  @Override
  public long nextLong() {
    return random.nextLong();
  }

  @Override
  public int nextInt() {
    return random.nextInt();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    random.nextBytes(bytes);
  }
}
