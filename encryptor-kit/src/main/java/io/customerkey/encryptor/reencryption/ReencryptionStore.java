package io.customerkey.encryptor.reencryption;

import io.customerkey.encryptor.assignment.Assignment;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The wrapped keys, as far as moving them is concerned. */
public interface ReencryptionStore {
  /**
   * @return those that have a key here and have applied an older version
   */
  Uni<List<ObjectVersion>> stale(List<ObjectVersion> wanted);

  /**
   * @return every key of those of that tenant that have a key here and have applied an older
   *     version
   */
  Uni<List<KeyToMove>> keysOf(List<Assignment> assignments);

  /**
   * Replaces wrapped keys whose rows have not changed since they were read, marks the assignments
   * applied and writes the progress event, all in one transaction.
   *
   * @return how many objects have reached their assignment by it
   */
  Uni<Integer> apply(Batch batch);
}
