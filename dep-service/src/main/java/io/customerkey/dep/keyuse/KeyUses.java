package io.customerkey.dep.keyuse;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.tenant.Cursor;
import io.customerkey.dep.tenant.Page;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The uses of keys. */
public interface KeyUses {
  /** Keeps a use; the same id again changes nothing. */
  Uni<Void> record(KeyUse use);

  /** Newest first; fails with NOT_FOUND, field {@code tenant}. */
  Uni<Page<KeyUse>> list(TenantId tenant, KeyUseFilter filter, Optional<Cursor> after, int limit);
}
