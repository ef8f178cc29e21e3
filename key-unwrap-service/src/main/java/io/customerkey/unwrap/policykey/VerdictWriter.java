package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.VerdictEntry;
import io.customerkey.unwrap.verdict.VerdictEntry.Done;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** Writes down why requests were answered as they were. */
final class VerdictWriter {
  private final ConcurrentHashMap<Asked, Said> known = new ConcurrentHashMap<>();
  private final VerdictLog log;
  private final RandomGenerator random;
  private final Clocks clocks;

  private record Asked(GenerationId generation, Purpose purpose) {}

  private record Said(Optional<Instant> known, Decision.Rule rule, VerdictId verdict) {
    Said unlessTheSame(Said before) {
      return before.known.equals(known) && before.rule == rule ? before : this;
    }
  }

  VerdictWriter(VerdictLog log, RandomGenerator random, Clocks clocks) {
    this.log = log;
    this.random = random;
    this.clocks = clocks;
  }

  VerdictId next() {
    return VerdictId.random(random);
  }

  /**
   * A success is written behind the caller's back; its attempt is evidence enough if that fails.
   */
  void served(PolicyRecord record, Purpose purpose, VerdictId verdict) {
    log.write(entry(record, purpose, verdict, Done.SERVED, Decision.Rule.CUSTOMER_KEY))
        .subscribe()
        .with(written -> {}, failure -> {});
  }

  /** The use of an availability key is durable before the key is asked for. */
  Uni<Void> byAvailability(
      PolicyRecord record, Purpose purpose, VerdictId verdict, Decision.Rule rule) {
    return log.write(entry(record, purpose, verdict, Done.AVAILABILITY_KEY, rule))
        .onFailure()
        .transform(failure ->
            RefusedException.of(
                Reason.DEPENDENCY_UNAVAILABLE, "verdicts cannot be written down now"));
  }

  /** A refusal stays one, written down or not. */
  <T> Uni<T> refuse(
      PolicyRecord record, Purpose purpose, VerdictId verdict, Decision.Refuse refuse) {
    return log.write(entry(record, purpose, verdict, Done.REFUSED, refuse.rule()))
        .onFailure()
        .recoverWithNull()
        .chain(() -> Uni.createFrom().failure(refusal(record, verdict, refuse)));
  }

  /**
   * A refusal by what is known, without asking. One verdict is enough for all who ask for the same
   * purpose until something else is known: the pair was probed again, or settings are newer.
   *
   * @param since when what is known became so
   */
  <T> Uni<T> refuseKnown(
      PolicyRecord record, Purpose purpose, Optional<Instant> since, Decision.Refuse refuse) {
    var said = new Said(since, refuse.rule(), next());
    var asked = new Asked(record.ref().generation(), purpose);
    VerdictId verdict =
        known.merge(asked, said, (before, now) -> now.unlessTheSame(before)).verdict();
    if (!verdict.equals(said.verdict())) {
      return Uni.createFrom().failure(refusal(record, verdict, refuse));
    }
    return log.write(entry(record, purpose, verdict, Done.REFUSED, refuse.rule()))
        .onFailure()
        .invoke(() -> known.remove(asked, said))
        .onFailure()
        .recoverWithNull()
        .chain(() -> Uni.createFrom().failure(refusal(record, verdict, refuse)));
  }

  private static RefusedException refusal(
      PolicyRecord record, VerdictId verdict, Decision.Refuse refuse) {
    return RefusedException.of(
            refuse.reason(), "the policy's keys may not be used: " + refuse.rule())
        .with("policy", record.ref().policy().toString())
        .with("verdict", verdict.toString());
  }

  private VerdictEntry entry(
      PolicyRecord record, Purpose purpose, VerdictId verdict, Done done, Decision.Rule rule) {
    return new VerdictEntry(
        verdict,
        record.ref(),
        record.pair().id(),
        Optional.of(purpose),
        done,
        rule.name(),
        clocks.wall().instant());
  }
}
