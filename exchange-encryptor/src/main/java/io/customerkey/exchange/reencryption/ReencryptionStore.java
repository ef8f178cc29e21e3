package io.customerkey.exchange.reencryption;

import io.customerkey.exchange.assignment.Assignment;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The wrapped keys, as far as moving them is concerned. */
public interface ReencryptionStore {
  /**
   * @return those that are mailboxes here and have applied an older version
   */
  Uni<List<MailboxVersion>> stale(List<MailboxVersion> wanted);

  /**
   * @return every key of those that are mailboxes of that tenant here and have applied an older
   *     version
   */
  Uni<List<KeyToMove>> keysOf(List<Assignment> assignments);

  /**
   * Replaces wrapped keys whose rows have not changed since they were read, marks the assignments
   * applied and writes the progress event, all in one transaction.
   *
   * @return how many mailboxes have reached their assignment by it
   */
  Uni<Integer> apply(Batch batch);
}
