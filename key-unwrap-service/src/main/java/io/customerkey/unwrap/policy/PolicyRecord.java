package io.customerkey.unwrap.policy;

import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.Slot;
import io.customerkey.crypto.id.Workload;
import io.customerkey.crypto.key.CheckValue;
import io.customerkey.crypto.key.SlotContext;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.unwrap.verdict.Pair;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A policy record whose signature was verified: which keys wrap one policy key, and its wrapped
 * copies. Immutable; a newer sequence takes its place.
 *
 * @param ref tenant, policy and generation
 * @param workload decides the unwrap rule
 * @param providerManaged whether the customer keys are the provider's own
 * @param policyVersion changes when customer keys are refreshed or replaced
 * @param sequence grows with every record of this generation
 * @param previous hash of the record before, zeros in the first
 * @param keys exactly two, in slot order, of two vaults
 * @param pair of these keys, whose verdict holds for this record
 * @param availability absent in availability-key mode OFF
 * @param checkValue tells the right policy key
 * @param created when it was signed
 * @param statement the signed bytes, kept and forwarded as they came
 * @param hash of the signed bytes
 */
public record PolicyRecord(
    PolicyRef ref,
    Workload workload,
    boolean providerManaged,
    PolicyVersionId policyVersion,
    Sequence sequence,
    StatementHash previous,
    List<CustomerKeyCopy> keys,
    Pair pair,
    Optional<AvailabilityCopy> availability,
    CheckValue checkValue,
    Instant created,
    SignedStatement statement,
    StatementHash hash) {
  /** Refuses anything but two customer keys, and keys of anybody but the policy's key owner. */
  public PolicyRecord {
    if (keys.size() != 2) {
      throw new IllegalArgumentException("a record has two customer keys");
    }
    keys = List.copyOf(keys);
    KeyOwner owner = KeyOwner.of(ref.tenant(), providerManaged);
    if (!keys.stream().map(CustomerKeyCopy::owner).allMatch(owner::equals)) {
      throw new IllegalArgumentException("a record's customer keys belong to somebody else");
    }
  }

  /**
   * @param slot of a copy
   * @return where that copy belongs
   */
  public SlotContext context(Slot slot) {
    return new SlotContext(ref.tenant(), workload, ref.policy(), ref.generation(), slot);
  }

  /**
   * @param index 0 or 1
   * @return its slot
   */
  public static Slot slot(int index) {
    return index == 0 ? Slot.CUSTOMER_1 : Slot.CUSTOMER_2;
  }
}
