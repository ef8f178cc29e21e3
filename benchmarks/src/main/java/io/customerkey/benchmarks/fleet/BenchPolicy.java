package io.customerkey.benchmarks.fleet;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import java.util.List;

/**
 * A policy of a tenant on two keys.
 *
 * @param owner whose
 * @param id of the policy
 * @param generation its first
 * @param key name of its key in both vaults
 */
record BenchPolicy(Owner owner, PolicyId id, GenerationId generation, String key) {
  /** Its path in the REST API. */
  String path() {
    return "/tenants/" + owner.id() + "/policies/" + id;
  }

  /** Paths of its keys in the stack's admin API. */
  List<String> keyPaths() {
    return owner.vaults().stream().map(vault -> "/v1/vaults/" + vault + "/keys/" + key).toList();
  }
}
