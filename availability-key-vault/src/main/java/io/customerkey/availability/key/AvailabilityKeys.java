package io.customerkey.availability.key;

import io.customerkey.availability.store.AvailabilityKeyStore;
import io.customerkey.availability.store.PolicyStore;
import io.customerkey.availability.store.TombstoneStore;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** The life of availability keys: made once, taken back only while no record depends on them. */
@Singleton
public final class AvailabilityKeys {
  private final KeyCabinet cabinet;
  private final PolicyStore policies;
  private final AvailabilityKeyStore keys;
  private final TombstoneStore tombstones;
  private final Pool pool;
  private final Clock clock;

  AvailabilityKeys(
      KeyCabinet cabinet,
      PolicyStore policies,
      AvailabilityKeyStore keys,
      TombstoneStore tombstones,
      Pool pool,
      Clock clock) {
    this.cabinet = cabinet;
    this.policies = policies;
    this.keys = keys;
    this.tombstones = tombstones;
    this.pool = pool;
    this.clock = clock;
  }

  /**
   * Makes the key, or finds the one that an earlier call made.
   *
   * @param key which, for whom
   * @return its version; fails with POLICY_NOT_ACTIVE for a key that was taken back,
   *     ARGUMENT_INVALID where the policy has another key, CALLER_NOT_ALLOWED where key or policy
   *     are another tenant's
   */
  public Uni<KeyRef> create(KeyOwnership key) {
    return pool.withTransaction(transaction ->
            policies
                .ensure(transaction, key.tenant(), key.policy())
                .invoke(known -> Ownership.require(known.tenant().equals(key.tenant())))
                .chain(() -> tombstones.buried(transaction, key.ref().id()))
                .invoke(AvailabilityKeys::requireNotBuried)
                .chain(() -> keys.find(transaction, key.ref()))
                .chain(found ->
                    found.isPresent()
                        ? Uni.createFrom().item(found.get())
                        : make(transaction, key)))
        .invoke(made -> Ownership.require(Ownership.same(made, key)))
        .map(SealedAvailabilityKey::ref);
  }

  private Uni<SealedAvailabilityKey> make(SqlConnection transaction, KeyOwnership key) {
    return keys.ofPolicy(transaction, key.policy())
        .invoke(AvailabilityKeys::requireNone)
        .chain(() -> cabinet.make(key))
        .call(made -> keys.insert(transaction, made, clock.instant()));
  }

  /**
   * Takes a key back and leaves a tombstone, also for a key that never was, so that a late {@link
   * #create} makes none.
   *
   * @param key which, of whom
   * @return done, also when repeated; fails with ARGUMENT_INVALID once a signed record depends on
   *     it
   */
  public Uni<Void> discard(KeyOwnership key) {
    return pool.withTransaction(transaction ->
        policies
            .ensure(transaction, key.tenant(), key.policy())
            .invoke(known -> Ownership.require(known.tenant().equals(key.tenant())))
            .chain(() -> keys.find(transaction, key.ref()))
            .invoke(found -> Ownership.require(found.isEmpty() || Ownership.same(found.get(), key)))
            .chain(() -> tombstones.deleteUnlessInRecord(transaction, key.ref().id()))
            .invoke(AvailabilityKeys::requireGone)
            .chain(() ->
                tombstones.bury(
                    transaction, key.tenant(), key.policy(), key.ref().id(), clock.instant())));
  }

  private static void requireNotBuried(boolean buried) {
    if (buried) {
      throw CustomerKeyException.of(
          FailureReason.FAILURE_REASON_POLICY_NOT_ACTIVE, "the availability key was taken back");
    }
  }

  private static void requireNone(Optional<SealedAvailabilityKey> other) {
    if (other.isPresent()) {
      throw CustomerKeyException.invalid(
          "availability_key_id", "the policy has another availability key");
    }
  }

  private static void requireGone(boolean gone) {
    if (!gone) {
      throw CustomerKeyException.invalid(
          "availability_key_id", "a signed record depends on the key");
    }
  }
}
