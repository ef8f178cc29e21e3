package io.customerkey.dep.api;

import io.customerkey.dep.tenant.Tenant;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A tenant. */
@Schema(name = "Tenant", description = "A customer organisation.")
record TenantView(
    String id,
    String name,
    @Schema(description = "Entra directory of its vaults") String directoryId,
    boolean trial,
    Instant created) {
  static TenantView of(Tenant tenant) {
    return new TenantView(
        tenant.id().toString(),
        tenant.name().value(),
        tenant.directory().toString(),
        tenant.trial(),
        tenant.created());
  }
}
