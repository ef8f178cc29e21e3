package io.customerkey.exchange.mailbox;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Exact counts, from the tables themselves. */
public interface Counts {
  /**
   * @return of a mailbox that has a key here
   */
  Uni<Optional<MailboxStatistics>> statistics(MailboxId mailbox);

  /**
   * @return one entry for each generation that wraps any key of the tenant
   */
  Uni<List<Dependents>> dependents(TenantId tenant);
}
