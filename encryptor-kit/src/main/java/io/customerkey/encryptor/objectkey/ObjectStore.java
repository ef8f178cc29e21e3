package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Generation;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where objects, their wrapped keys and the policy records they need are kept. */
public interface ObjectStore {
  /**
   * @return the object with all versions of its key, if it has one here
   */
  Uni<Optional<KeyedObject>> find(ObjectId object);

  /**
   * Stores an object, its first key and the record that goes with it in one transaction, or
   * nothing. Of several attempts for one object exactly one succeeds.
   *
   * @return whether this one did
   */
  Uni<Boolean> create(Assignment assignment, StoredKey key, PolicyRecord record);

  /**
   * @return the newest record kept for a generation; fails with NOT_FOUND if none is
   */
  Uni<PolicyRecord> record(Generation generation);

  /** Replaces the record of its generation, if that one is kept and older. */
  Uni<Void> keepNewer(PolicyRecord record);
}
