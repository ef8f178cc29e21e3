package io.customerkey.availability.key;

import io.customerkey.crypto.id.AvailabilityKeyId;

/**
 * One version of an availability key.
 *
 * @param id the key
 * @param version from 1
 */
public record KeyRef(AvailabilityKeyId id, int version) {
  /** The version a key begins with. */
  public static final int FIRST_VERSION = 1;

  /** As in the tenant's log: id and version. */
  @Override
  public String toString() {
    return id + "/" + version;
  }
}
