package io.customerkey.encryptor.reencryption;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.assignment.Assignment;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** The wrapped keys, as far as moving them is concerned. */
public interface ReencryptionStore {
  /**
   * @return those that have applied an older version, and those that have no key here
   */
  Uni<List<ObjectVersion>> stale(List<ObjectVersion> wanted);

  /**
   * @return the objects that have no key here
   */
  Uni<Set<ObjectId>> unused(List<Assignment> assignments);

  /**
   * @return every key of those of that tenant that have a key here and have applied an older
   *     version
   */
  Uni<List<KeyToMove>> keysOf(List<Assignment> assignments);

  /**
   * Replaces wrapped keys whose rows have not changed since they were read, marks the assignments
   * applied and writes the progress event, all in one transaction. An object that has no key here
   * has reached its assignment: there is nothing that could be wrapped by anything else.
   *
   * @return how many objects have reached their assignment by it
   */
  Uni<Integer> apply(Batch batch);
}
