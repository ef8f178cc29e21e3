package io.customerkey.dep.keyuse;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;

/**
 * Names one use of a key.
 *
 * @param value the 128 bits
 */
public record UseId(Id128 value) implements Identifier {
  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
