package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Opens every copy of a record, each by its own key, and compares. */
public final class Proof {
  private final CopyOpener copies;
  private final AvailabilityKeys availability;
  private final RandomGenerator random;
  private final Duration timeout;

  /**
   * @param copies opens a customer's copy
   * @param availability opens its own
   * @param random makes verdict ids
   * @param timeout of one call to a vault
   */
  public Proof(
      CopyOpener copies, AvailabilityKeys availability, RandomGenerator random, Duration timeout) {
    this.copies = copies;
    this.availability = availability;
    this.random = random;
    this.timeout = timeout;
  }

  /**
   * @param record a believed record
   * @param caller who wants it proven
   * @return nothing, once all copies opened to the key of its check value; fails with what the
   *     first bad one means
   */
  public Uni<Void> prove(PolicyRecord record, Caller caller) {
    var cause =
        new Cause(record.ref(), Operation.PROVE, Optional.empty(), "", VerdictId.random(random));
    return Uni.join()
        .all(customer(cause, record, 0), customer(cause, record, 1))
        .andFailFast()
        .chain(() -> availability(record, caller));
  }

  /** Last, because availability-key-vault never again gives up a key whose copy was proven. */
  private Uni<Void> availability(PolicyRecord record, Caller caller) {
    return record.availability().isPresent()
        ? availability.prove(record, caller)
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> customer(Cause cause, PolicyRecord record, int index) {
    return copies
        .open(cause, record, index, timeout)
        .invoke(answer -> require(answer, index))
        .replaceWithVoid();
  }

  private static void require(VaultAnswer<PolicyKey> answer, int index) {
    if (answer instanceof VaultAnswer.Ok<PolicyKey> ok) {
      ok.value().close();
      return;
    }
    RefusedException refusal = VaultRefusals.of(answer, "keys[" + index + "]");
    throw refusal;
  }
}
