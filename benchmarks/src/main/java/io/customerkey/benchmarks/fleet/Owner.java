package io.customerkey.benchmarks.fleet;

import io.customerkey.crypto.id.TenantId;
import java.util.List;

/**
 * A tenant with a directory and two vaults of its own.
 *
 * @param id of the tenant
 * @param vaults their names
 * @param uris of the vaults, in the same order
 */
record Owner(TenantId id, List<String> vaults, List<String> uris) {
  /** Ids of its keys of that name. */
  List<String> keys(String name) {
    return uris.stream().map(uri -> uri + "/keys/" + name).toList();
  }
}
