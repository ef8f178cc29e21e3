package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Entropy;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** A share of requests, drawn by a generator whose seed is known, so that a run can be repeated. */
final class Share {
  private static final int ALL = 100;

  private final int percent;
  private final long seed;
  private final RandomGenerator random;

  private Share(int percent, long seed) {
    this.percent = percent;
    this.seed = seed;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /**
   * Reads {@code percent} and {@code seed} of a fault.
   *
   * @throws IllegalArgumentException naming what is wrong
   */
  static Optional<Share> parse(JsonObject json) {
    Integer percent = json.getInteger("percent");
    Long seed = json.getLong("seed");
    if (percent == null) {
      if (seed != null) {
        throw new IllegalArgumentException("seed: only with percent");
      }
      return Optional.empty();
    }
    if (percent < 1 || percent > ALL) {
      throw new IllegalArgumentException("percent: a number from 1 to " + ALL);
    }
    long drawn = Math.floorMod(Entropy.uuid().getMostSignificantBits(), 1L << 31);
    return Optional.of(new Share(percent, seed == null ? drawn : seed));
  }

  long seed() {
    return seed;
  }

  /** Whether the next request is of this share. */
  synchronized boolean next() {
    return random.nextInt(ALL) < percent;
  }
}
