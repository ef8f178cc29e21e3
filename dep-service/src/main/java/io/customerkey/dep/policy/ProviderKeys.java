package io.customerkey.dep.policy;

import io.customerkey.dep.tenant.DirectoryId;
import java.util.List;

/**
 * The provider's own two keys.
 *
 * @param directory of the provider's vaults
 * @param keys two, in slot order
 */
public record ProviderKeys(DirectoryId directory, List<KeyUri> keys) {
  /** Copies the keys. */
  public ProviderKeys {
    keys = List.copyOf(keys);
  }
}
