package io.customerkey.unwrap.health;

import io.smallrye.mutiny.Uni;
import java.time.LocalDate;
import java.util.List;

/** How often vaults were asked. Every attempt counts, also one that nobody answered. */
public interface VaultCalls {
  /**
   * @param keys key ids, with or without version
   * @param from first day (UTC)
   * @return calls since then by key, operation and day
   */
  Uni<List<Count>> since(List<String> keys, LocalDate from);

  /**
   * Calls of one kind on one day.
   *
   * @param key key id
   * @param operation as in key-use events
   * @param day UTC
   * @param calls how many
   */
  record Count(String key, String operation, LocalDate day, long calls) {}
}
