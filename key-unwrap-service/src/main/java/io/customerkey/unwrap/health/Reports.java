package io.customerkey.unwrap.health;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.policykey.PolicyKeyCache;
import io.customerkey.unwrap.policykey.PolicyKeys;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.Condition;
import io.customerkey.unwrap.rules.DarkBound;
import io.customerkey.unwrap.rules.HealthRule;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.AttemptView;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tells what a policy's customer keys are worth now, with everything that belongs to it. */
public final class Reports {
  private final Known known;
  private final HealthWatch watch;
  private final HealthBook book;
  private final VerdictLog verdicts;
  private final Invoice invoice;
  private final Confirmation rule;
  private final Clocks clocks;

  /**
   * What is known in this instance.
   *
   * @param records newest statements
   * @param keys in memory, by rule
   * @param cache in memory
   * @param board verdicts and settings
   * @param ttl time to live of a key in memory
   */
  public record Known(
      RecordBook records,
      PolicyKeys keys,
      PolicyKeyCache cache,
      VerdictBoard board,
      Duration ttl) {}

  /**
   * A report.
   *
   * @param record newest of the policy
   * @param health its state; of a provider-managed policy, which nobody records, as seen here
   * @param attempts the newest answered one at each key, in slot order
   * @param lastSuccess when a customer key last opened a copy
   * @param epoch of the policy
   * @param darkBound after a vault's first refusal, when reads have ended at the latest
   * @param cached whether a usable key is in memory here
   * @param cacheExpires when what a customer key opened here leaves memory unless it is renewed
   * @param usage of the vaults
   */
  public record Report(
      PolicyRecord record,
      RecordedHealth health,
      List<AttemptView> attempts,
      Optional<Instant> lastSuccess,
      long epoch,
      Duration darkBound,
      boolean cached,
      Optional<Instant> cacheExpires,
      VaultUsage usage) {}

  /**
   * @param known what is known here
   * @param watch looks anew before it is told
   * @param book recorded states
   * @param verdicts with evidence
   * @param invoice of the vaults
   * @param rule when a denial is confirmed
   * @param clocks both clocks
   */
  public Reports(
      Known known,
      HealthWatch watch,
      HealthBook book,
      VerdictLog verdicts,
      Invoice invoice,
      Confirmation rule,
      Clocks clocks) {
    this.known = known;
    this.watch = watch;
    this.book = book;
    this.verdicts = verdicts;
    this.invoice = invoice;
    this.rule = rule;
    this.clocks = clocks;
  }

  /**
   * @param tenant owner
   * @param policy the policy
   * @return the report of its newest generation; fails with NOT_FOUND
   */
  public Uni<Report> of(TenantId tenant, PolicyId policy) {
    return newest(tenant, policy)
        .chain(record ->
            watch
                .look(policy)
                .chain(() -> verdicts.latest(record.pair().id(), record.ref().generation()))
                .chain(latest ->
                    book.states(tenant, List.of(policy))
                        .map(states ->
                            Optional.ofNullable(states.get(policy))
                                .orElseGet(() -> seen(record, latest)))
                        .chain(health ->
                            invoice
                                .of(record)
                                .map(usage -> report(record, health, latest, usage)))));
  }

  /** Another instance may have accepted a record that this one has not seen. */
  private Uni<PolicyRecord> newest(TenantId tenant, PolicyId policy) {
    return Uni.createFrom()
        .item(() -> known.records().newest(tenant, policy))
        .onFailure(RefusedException.class)
        .recoverWithUni(
            () -> known.records().load().map(loaded -> known.records().newest(tenant, policy)));
  }

  private RecordedHealth seen(PolicyRecord record, VerdictLog.Latest latest) {
    PairState pair = known.board().pair(record.pair());
    var facts = new HealthRule.Facts(pair, outcomes(latest.attempts()), Optional.empty());
    Condition condition =
        HealthRule.of(facts, known.board().standing(record.ref().policy()), clocks.now());
    return new RecordedHealth(
        condition.state(),
        condition.reason(),
        condition.reason().sentence(),
        condition.since().or(() -> success(pair)).orElse(record.created()),
        condition.until(),
        latest.verdict());
  }

  private Report report(
      PolicyRecord record, RecordedHealth health, VerdictLog.Latest latest, VaultUsage usage) {
    List<AttemptView> attempts =
        record.keys().stream()
            .flatMap(copy ->
                latest.attempts().stream()
                    .filter(attempt -> attempt.key().equals(copy.key().toString())))
            .toList();
    return new Report(
        record,
        health,
        attempts,
        success(known.board().pair(record.pair())),
        known.board().epoch(record.ref().policy()),
        darkBound(record, health, attempts),
        known.keys().cached(record, Purpose.USER_READ).isPresent(),
        known
            .cache()
            .find(record.ref().generation(), Authority.CUSTOMER)
            .map(key -> key.facts().began().wall().plus(key.facts().ttl())),
        usage);
  }

  /** Nobody probes the provider's own keys: only their time to live ends what is cached. */
  private Duration darkBound(
      PolicyRecord record, RecordedHealth health, List<AttemptView> attempts) {
    Standing standing = known.board().standing(record.ref().policy());
    var condition =
        new Condition(health.state(), health.reason(), Optional.empty(), health.until());
    return record.providerManaged()
        ? known.ttl()
        : DarkBound.of(condition, outcomes(attempts), standing, rule);
  }

  private static List<Outcome> outcomes(List<AttemptView> attempts) {
    return attempts.stream().flatMap(attempt -> attempt.outcome().stream()).toList();
  }

  private static Optional<Instant> success(PairState pair) {
    return pair.success().map(PairState.Success::began);
  }
}
