package io.customerkey.unwrap.health;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;

/** How often vaults were asked. Every attempt counts, also one that nobody answered. */
public interface VaultCalls {
  /**
   * @param keys key ids, with or without version
   * @param from first day (UTC)
   * @return calls since then by key and operation
   */
  Uni<List<Count>> since(List<String> keys, LocalDate from);

  /**
   * Calls of one kind.
   *
   * @param key key id
   * @param operation as in key-use events
   * @param calls how many
   */
  record Count(String key, String operation, long calls) {}
}
