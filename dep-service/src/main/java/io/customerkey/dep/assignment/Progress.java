package io.customerkey.dep.assignment;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import java.time.Instant;
import java.util.List;

/**
 * What an encryptor reports as actual.
 *
 * @param tenant owner
 * @param kind of the objects
 * @param policy that wraps the keys now
 * @param at when
 * @param entries which mailboxes or sites
 */
public record Progress(
    TenantId tenant, ObjectKind kind, PolicyId policy, Instant at, List<Entry> entries) {
  /** Copies the entries. */
  public Progress {
    entries = List.copyOf(entries);
  }

  /**
   * One mailbox or site.
   *
   * @param object the mailbox or site
   * @param version of the assignment that is actual
   */
  public record Entry(ObjectId object, long version) {}
}
