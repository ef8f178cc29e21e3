package io.customerkey.encryptor.objectkey;

import io.customerkey.crypto.id.KeyVersionId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.encryptor.assignment.Assignment;
import io.customerkey.encryptor.assignment.Assignments;
import io.customerkey.encryptor.assignment.Desired;
import io.customerkey.encryptor.assignment.PolicyRecord;
import io.customerkey.encryptor.lease.Moment;
import io.customerkey.encryptor.lease.Moments;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Finds objects, and makes the first key of one that dep-service knows but nobody has written to.
 * One of another tenant is as little there as one that nobody knows.
 *
 * @param <K> the capability that a key of theirs is
 */
public final class KeyedObjects<K extends ObjectKey> {
  private final ObjectKind<K> kind;
  private final ObjectStore store;
  private final Assignments assignments;
  private final KeyUnwrap<K> keyUnwrap;
  private final ObjectKeys<K> keys;
  private final Moments moments;
  private final RandomGenerator random;

  /** All of its parts. */
  public KeyedObjects(
      ObjectKind<K> kind,
      ObjectStore store,
      Assignments assignments,
      KeyUnwrap<K> keyUnwrap,
      ObjectKeys<K> keys,
      Moments moments,
      RandomGenerator random) {
    this.kind = kind;
    this.store = store;
    this.assignments = assignments;
    this.keyUnwrap = keyUnwrap;
    this.keys = keys;
    this.moments = moments;
    this.random = random;
  }

  /**
   * @return the object, with its first key made now if it had none; fails with NOT_FOUND if it has
   *     no assignment or is another tenant's
   */
  public Uni<KeyedObject> forWriting(Access access) {
    return stored(access)
        .chain(found ->
            found
                .map(object -> Uni.createFrom().item(object))
                .orElseGet(() -> assigned(access).chain(desired -> create(access, desired))));
  }

  /**
   * @return the object; empty if it has no key yet, and so no content; fails with NOT_FOUND if it
   *     has no assignment or is another tenant's
   */
  public Uni<Optional<KeyedObject>> forReading(Access access) {
    return stored(access)
        .chain(found ->
            found.isPresent()
                ? Uni.createFrom().item(found)
                : assigned(access).replaceWith(Optional.empty()));
  }

  private Uni<Optional<KeyedObject>> stored(Access access) {
    return store
        .find(access.object())
        .invoke(found ->
            found
                .filter(object -> !object.tenant().equals(access.tenant()))
                .ifPresent(foreign -> {
                  throw notFound(access.object());
                }));
  }

  private Uni<Desired> assigned(Access access) {
    return assignments
        .fetch(List.of(access.object()))
        .invoke(desired -> {
          if (desired.assignments().size() != 1
              || !desired.assignments().getFirst().object().equals(access.object())
              || !desired.assignments().getFirst().tenant().equals(access.tenant())) {
            throw notFound(access.object());
          }
        });
  }

  private Uni<KeyedObject> create(Access access, Desired desired) {
    Assignment assignment = desired.assignments().getFirst();
    PolicyRecord record =
        desired
            .record(assignment.target())
            .filter(r -> r.tenant().equals(access.tenant()))
            .orElseThrow(() ->
                CustomerKeyException.of(
                    FailureReason.FAILURE_REASON_RECORD_NOT_TRUSTED,
                    "the assignment came without its policy's record"));
    KeyVersionId version = KeyVersionId.random(random);
    KeyRequest request =
        new KeyRequest(access, version, assignment.target(), record.sequence(), Optional.empty());
    Moment sent = moments.now();
    return keyUnwrap
        .generate(request)
        .onFailure(ObjectKeys::recordNeeded)
        .recoverWithUni(() -> keyUnwrap.generate(request.with(record)))
        .chain(made -> store(assignment, version, made, record, sent))
        .chain(() -> stored(access))
        .map(found -> found.orElseThrow(() -> notFound(access.object())));
  }

  /** Of several instances one wins; the keys of the others have wrapped nothing and are erased. */
  private Uni<Void> store(
      Assignment assignment,
      KeyVersionId version,
      OpenedKey<K> made,
      PolicyRecord record,
      Moment sent) {
    PolicyRecord newest = made.newer().orElse(record);
    StoredKey key = new StoredKey(version, assignment.target(), made.wrapped(), newest.sequence());
    return store
        .create(assignment, key, newest)
        .invoke(created -> {
          if (created) {
            keys.keep(key.name(), made, sent);
          } else {
            made.key().close();
          }
        })
        .onFailure()
        .invoke(() -> made.key().close())
        .replaceWithVoid();
  }

  private CustomerKeyException notFound(ObjectId object) {
    return CustomerKeyException.of(
            FailureReason.FAILURE_REASON_NOT_FOUND,
            "no such " + kind.noun() + ", or no policy is assigned to it")
        .with(kind.noun(), object.toString());
  }
}
