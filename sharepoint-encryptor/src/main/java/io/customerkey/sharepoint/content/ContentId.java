package io.customerkey.sharepoint.content;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Names the stored chunks of one upload.
 *
 * @param value the 128 bits
 */
public record ContentId(Id128 value) implements Identifier {
  /**
   * @param uuid the same bits
   * @return the id
   */
  public static ContentId of(UUID uuid) {
    return new ContentId(Id128.of(uuid));
  }

  /**
   * @param random a cryptographic source
   * @return a new id
   */
  public static ContentId random(RandomGenerator random) {
    return new ContentId(Id128.random(random));
  }
}
