package io.customerkey.dep.contact;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** What contacts were told, for admins. */
public interface DeliveryLog {
  /** Newest first; fails with NOT_FOUND, field {@code tenant}. */
  Uni<Page<DeliveryEntry>> list(
      TenantId tenant, DeliveryFilter filter, Optional<Cursor> after, int limit);

  /** Deletes finished deliveries of changes that were heard of before then. */
  Uni<Void> forget(Instant before);
}
