package io.customerkey.unwrap.api;

import io.customerkey.crypto.id.KeyKind;
import io.customerkey.crypto.statement.SignedStatement;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicyRef;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Sequence;
import io.customerkey.unwrap.policykey.Grant;
import io.customerkey.unwrap.policykey.Wanted;
import io.customerkey.unwrap.record.RecordBook;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Function;

/**
 * Answers requests for keys of one policy: at once with the record known and the policy key cached,
 * else in their turn, as far as there is room to wait.
 */
@Singleton
final class Answering {
  private final Refusals refusals;
  private final RecordBook records;
  private final Serving serving;
  private final Load load;

  Answering(Refusals refusals, RecordBook records, Serving serving, Load load) {
    this.refusals = refusals;
    this.records = records;
    this.serving = serving;
    this.load = load;
  }

  /**
   * What requests for keys have in common.
   *
   * @param kind of the keys
   * @param ref the policy key
   * @param callers sequence of the caller's record
   * @param shown the record, if it came with the request
   * @param size of the batch in bytes
   * @param expiry of the call
   */
  record Asked(
      KeyKind kind,
      PolicyRef ref,
      Sequence callers,
      Optional<SignedStatement> shown,
      int size,
      Expiry expiry) {
    Wanted admit(Caller caller, Purpose purpose) {
      return Admission.admit(caller, ref, kind, purpose);
    }

    void requireFits(PolicyRecord record) {
      Admission.requireKind(record, kind);
    }
  }

  <T> Uni<T> answer(Asked asked, Wanted wanted, Function<PolicyRecord, Function<Grant, T>> use) {
    Optional<PolicyRecord> known =
        asked.shown().isPresent() ? Optional.empty() : records.at(asked.ref(), asked.callers());
    Optional<T> answer = known.flatMap(record -> serving.atOnce(record, wanted, use.apply(record)));
    return answer.isPresent()
        ? Uni.createFrom().item(answer.get())
        : refusals.guard(
            () -> load.admit(asked.ref(), asked.size(), () -> later(asked, wanted, use)));
  }

  private <T> Uni<T> later(
      Asked asked, Wanted wanted, Function<PolicyRecord, Function<Grant, T>> use) {
    return records
        .require(asked.ref(), asked.callers(), asked.shown())
        .chain(record -> serving.serve(record, wanted, use.apply(record), asked.expiry()));
  }
}
