package io.customerkey.unwrap.record;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.statement.StatementHash;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest record of every generation in memory. A newer sequence takes the place of an older
 * one; the same sequence with other bytes, another policy key under the same generation, or a chain
 * that begins anew is not trusted.
 */
final class KnownRecords {
  private static final Bytes ZEROS = StatementHash.NONE.bytes();

  private final ConcurrentHashMap<GenerationId, PolicyRecord> newest = new ConcurrentHashMap<>();

  List<PolicyRecord> all() {
    return List.copyOf(newest.values());
  }

  /**
   * Empty if it is unknown or the caller's is newer; fails with CALLER_NOT_ALLOWED if the
   * generation is another policy's or tenant's.
   */
  Optional<PolicyRecord> at(PolicyRef ref, Sequence callers) {
    PolicyRecord known = newest.get(ref.generation());
    if (known == null) {
      return Optional.empty();
    }
    requireSame(known, ref);
    return callers.isAfter(known.sequence()) ? Optional.empty() : Optional.of(known);
  }

  /** Of all generations of the policy. */
  Optional<PolicyRecord> newest(TenantId tenant, PolicyId policy) {
    return newest.values().stream()
        .filter(record -> record.ref().policy().equals(policy))
        .filter(record -> record.ref().tenant().equals(tenant))
        .max(Comparator.comparing(PolicyRecord::sequence));
  }

  Optional<PolicyRecord> byHash(StatementHash hash) {
    return newest.values().stream().filter(record -> record.hash().equals(hash)).findFirst();
  }

  /** The newest of what is known and a believed record that is not durable yet. */
  PolicyRecord judged(PolicyRecord shown) {
    PolicyRecord held = newest.get(shown.ref().generation());
    return held == null ? shown : newer(held, shown);
  }

  /** Keeps a believed and durable record if it is the newest, and answers the newest. */
  PolicyRecord keep(PolicyRecord offered) {
    PolicyRecord kept =
        newest.compute(
            offered.ref().generation(),
            (generation, held) -> held == null ? offered : newer(held, offered));
    return Objects.requireNonNull(kept);
  }

  private static PolicyRecord newer(PolicyRecord held, PolicyRecord offered) {
    if (held.hash().equals(offered.hash())) {
      return held;
    }
    if (!held.ref().equals(offered.ref()) || !held.checkValue().equals(offered.checkValue())) {
      throw untrusted("the generation has another policy key");
    }
    int order = offered.sequence().compareTo(held.sequence());
    if (order == 0) {
      throw untrusted("two records have the same sequence");
    }
    if (order > 0 && offered.previous().bytes().equals(ZEROS)) {
      throw untrusted("the chain of records begins anew");
    }
    return order > 0 ? offered : held;
  }

  static void requireSame(PolicyRecord record, PolicyRef ref) {
    if (!record.ref().equals(ref)) {
      throw RefusedException.of(
          Reason.CALLER_NOT_ALLOWED, "the generation is another policy's or another tenant's");
    }
  }

  private static RefusedException untrusted(String message) {
    return RefusedException.of(Reason.RECORD_NOT_TRUSTED, message);
  }
}
