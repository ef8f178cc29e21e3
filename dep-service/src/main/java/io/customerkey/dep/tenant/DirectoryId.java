package io.customerkey.dep.tenant;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.Identifier;

/**
 * The Entra directory of a tenant's vaults, recorded at enrolment: the only one that tokens are
 * asked from.
 *
 * @param value the 128 bits
 */
public record DirectoryId(Id128 value) implements Identifier {
  /** The UUID form. */
  @Override
  public String toString() {
    return value.toString();
  }
}
