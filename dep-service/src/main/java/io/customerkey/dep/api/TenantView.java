package io.customerkey.dep.api;

import io.customerkey.dep.policy.ProviderPolicies.ProviderPolicy;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tenant. */
@Schema(name = "Tenant", description = "A customer organisation.")
record TenantView(
    String id,
    String name,
    @Schema(description = "Entra directory of its vaults") String directoryId,
    boolean trial,
    @Schema(description = "Where its data may be; the first is its home") List<String> geos,
    @Schema(
            description =
                "What protects whatever has no customer's policy; empty: the provider has configured no keys; not in lists")
        Optional<List<ProviderManagedView>> providerManaged,
    Instant created,
    @Schema(description = "Since when it may have policies of its own; absent: not yet")
        Optional<Instant> enabled) {

  @Schema(name = "ProviderManaged")
  record ProviderManagedView(
      @Schema(description = "EXCHANGE, SHAREPOINT") String workload,
      String policyId,
      @Schema(description = "CREATING, ACTIVE …") String state) {}

  static TenantView of(Tenant tenant) {
    return of(tenant, Optional.empty());
  }

  static TenantView of(Tenant tenant, List<ProviderPolicy> providerPolicies) {
    return of(
        tenant,
        Optional.of(
            providerPolicies.stream()
                .map(policy ->
                    new ProviderManagedView(
                        policy.workload().name(), policy.id().toString(), policy.state().name()))
                .toList()));
  }

  private static TenantView of(Tenant tenant, Optional<List<ProviderManagedView>> providerManaged) {
    return new TenantView(
        tenant.id().toString(),
        tenant.name().value(),
        tenant.directory().toString(),
        tenant.trial(),
        tenant.geos().all().stream().map(Geo::code).toList(),
        providerManaged,
        tenant.created(),
        tenant.enabled());
  }
}
