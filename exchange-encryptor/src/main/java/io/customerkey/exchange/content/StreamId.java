package io.customerkey.exchange.content;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names the stored segments of one upload.
 *
 * @param value the 128 bits
 */
public record StreamId(Id128 value) implements Identifier {
  /**
   * @param uuid the same bits
   * @return the id
   */
  public static StreamId of(UUID uuid) {
    return new StreamId(Id128.of(uuid));
  }

  /**
   * @param random a cryptographic source
   * @return a new id
   */
  public static StreamId random(RandomGenerator random) {
    return new StreamId(Id128.random(random));
  }
}
