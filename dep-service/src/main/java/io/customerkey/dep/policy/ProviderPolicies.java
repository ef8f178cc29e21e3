package io.customerkey.dep.policy;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.audit.Actor;
import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * The policies with the provider's own keys (F6): one for each tenant and workload, made with the
 * tenant; other policies' creations and theirs are the same work.
 */
public interface ProviderPolicies {
  /** Those of a tenant, Exchange first; none where the provider has configured no keys. */
  Uni<List<ProviderPolicy>> of(TenantId tenant);

  /**
   * Begins those that tenants lack, and gives those that were not provisioned yet the keys that are
   * configured now.
   *
   * @param limit of tenants
   * @return how many tenants lacked any; 0: there is no more to do
   */
  Uni<Integer> addMissing(int limit, Actor actor);

  /**
   * A provider-managed policy in short.
   *
   * @param workload what it protects
   * @param id the policy
   * @param state where it is in its life
   */
  record ProviderPolicy(Workload workload, PolicyId id, PolicyState state) {}
}
