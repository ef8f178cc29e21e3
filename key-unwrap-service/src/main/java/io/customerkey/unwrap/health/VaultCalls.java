package io.customerkey.unwrap.health;

import io.customerkey.crypto.id.PolicyId;
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
   * @param policy a policy
   * @param from first day (UTC)
   * @return the key versions that its records have named since then, superseded ones too
   */
  Uni<List<KeyVersion>> keys(PolicyId policy, LocalDate from);

  /**
   * A key version.
   *
   * @param id key id with version
   * @param bits length of the modulus
   */
  record KeyVersion(String id, int bits) {
    /**
     * @return the key id that a call names where it asks for the newest version
     */
    String withoutVersion() {
      return id.substring(0, id.lastIndexOf('/'));
    }
  }

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
