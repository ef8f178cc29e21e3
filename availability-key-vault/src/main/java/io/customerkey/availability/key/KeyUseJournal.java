package io.customerkey.availability.key;

import io.customerkey.availability.store.KeyUseStore;
import io.customerkey.servicekit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Writes each use down, as a row and as an event, in the transaction that must commit before the
 * key is answered.
 */
@Singleton
final class KeyUseJournal {
  private final KeyUseStore uses;
  private final Outbox outbox;

  KeyUseJournal(KeyUseStore uses, Outbox outbox) {
    this.uses = uses;
    this.outbox = outbox;
  }

  Uni<Void> write(SqlConnection transaction, KeyUse use) {
    return uses.append(transaction, use)
        .chain(() -> outbox.append(transaction, List.of(KeyUseEvent.of(use))));
  }

  /** After the commit: the event goes now. */
  void committed() {
    outbox.wake();
  }
}
