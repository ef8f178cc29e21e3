package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.policykey.Opening.Result;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.CacheRule;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.rules.DecisionTable;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.rules.Situation;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Policy keys for requests: from the cache while the cache rule allows it, else from the customer's
 * vaults by the rule of the workload, else by what the decision table says. One flight per policy
 * generation asks the vaults, whoever waits for it.
 */
public final class PolicyKeys {
  private static final int TRIES = 3;

  private final Flights<GenerationId, Result> flights = new Flights<>();
  private final TermsRule terms;
  private final Shelf shelf;
  private final Opening opening;
  private final AvailabilityOpening availability;
  private final VerdictBoard board;
  private final VerdictWriter verdicts;
  private final Clocks clocks;

  /**
   * @param cache keys in memory
   * @param opening asks the vaults
   * @param availability asked by rule only
   * @param board what is known of pairs and policies
   * @param verdicts where decisions are written
   * @param random makes verdict ids
   * @param clocks both clocks
   * @param ttl absolute time to live of what a customer key opened
   */
  public PolicyKeys(
      PolicyKeyCache cache,
      Opening opening,
      AvailabilityKeys availability,
      VerdictBoard board,
      VerdictLog verdicts,
      RandomGenerator random,
      Clocks clocks,
      Duration ttl) {
    this.terms = new TermsRule(cache, board);
    this.shelf = new Shelf(cache, board, ttl);
    this.opening = opening;
    this.availability = new AvailabilityOpening(availability, board, shelf, clocks);
    this.board = board;
    this.verdicts = new VerdictWriter(verdicts, random, clocks);
    this.clocks = clocks;
  }

  /**
   * The hot path: no I/O, no lock.
   *
   * @param record of the policy key
   * @param purpose wanted
   * @return the key and its terms, if the cache rule allows it
   */
  public Optional<Grant> cached(PolicyRecord record, Purpose purpose) {
    return terms.cached(record, purpose, clocks.now());
  }

  /**
   * @param record of the policy key
   * @param wanted for what
   * @return the key and its terms; fails with the refusal that the rules give
   */
  public Uni<Grant> acquire(PolicyRecord record, Wanted wanted) {
    return Uni.createFrom()
        .deferred(() -> cachedOr(record, wanted, () -> open(record, wanted, TRIES)));
  }

  /**
   * Opens a key again ahead of its expiry, by the customer keys only.
   *
   * @param record of the policy key
   * @return whether it succeeded
   */
  public Uni<Boolean> refresh(PolicyRecord record) {
    return flight(record, Optional.empty(), "").map(Result.Opened.class::isInstance);
  }

  private Uni<Grant> cachedOr(PolicyRecord record, Wanted wanted, Supplier<Uni<Grant>> otherwise) {
    return cached(record, wanted.purpose())
        .map(grant -> Uni.createFrom().item(grant))
        .orElseGet(otherwise);
  }

  private Uni<Grant> open(PolicyRecord record, Wanted wanted, int tries) {
    Standing standing = board.standing(record.ref().policy());
    Optional<Decision.Refuse> stopped = stopped(standing, clocks.now());
    if (stopped.isPresent()) {
      Optional<Instant> learnt = standing.learnt().map(Moment::wall);
      return verdicts.refuseKnown(record, wanted.purpose(), learnt, stopped.get());
    }
    Optional<Decision.Refuse> known = knownRefusal(record, wanted.purpose());
    if (known.isPresent()) {
      Optional<Instant> newest = board.pair(record.pair()).newestBegan();
      return verdicts.refuseKnown(record, wanted.purpose(), newest, known.get());
    }
    return flight(record, Optional.of(wanted.purpose()), wanted.subject())
        .chain(result ->
            cachedOr(
                record,
                wanted,
                () ->
                    switch (result) {
                      case Result.Opened opened -> again(record, wanted, tries);
                      case Result.Failed failed -> decide(record, wanted, failed, tries);
                    }));
  }

  /** An answer that a drop overtook is thrown away, and the vaults are asked anew. */
  private Uni<Grant> again(PolicyRecord record, Wanted wanted, int tries) {
    return tries > 1
        ? open(record, wanted, tries - 1)
        : Uni.createFrom()
            .failure(RefusedException.of(Reason.OVERLOADED, "the policy's keys change too fast"));
  }

  private Uni<Result> flight(PolicyRecord record, Optional<Purpose> purpose, String subject) {
    return flights.join(
        record.ref().generation(),
        () -> {
          var cause = new Cause(record.ref(), Operation.UNWRAP, purpose, subject, verdicts.next());
          long epoch = shelf.epoch(record);
          return opening
              .open(record, cause)
              .invoke(result -> {
                if (result instanceof Result.Opened opened) {
                  keep(record, epoch, opened);
                  purpose.ifPresent(why -> verdicts.served(record, why, opened.verdict()));
                }
              });
        });
  }

  private void keep(PolicyRecord record, long epoch, Result.Opened opened) {
    try (PolicyKey key = opened.key()) {
      shelf.put(record, key, Authority.CUSTOMER, opened.began(), epoch, opened.verdict());
    }
  }

  private Uni<Grant> decide(PolicyRecord record, Wanted wanted, Result.Failed failed, int tries) {
    Standing standing = board.standing(record.ref().policy());
    var situation =
        new Situation(
            record.workload(),
            failed.firstOutcome(),
            failed.secondOutcome(),
            wanted.purpose().action(),
            Shelf.mode(record),
            standing.strict(),
            standing.fallback(),
            board.pair(record.pair()).isDenied(),
            standing.isRecovering());
    return switch (DecisionTable.decide(situation)) {
      case Decision.ByCustomerKey again -> again(record, wanted, tries);
      case Decision.Refuse refuse ->
          verdicts.refuse(record, wanted.purpose(), failed.verdict(), refuse);
      case Decision.ByAvailabilityKey by ->
          verdicts
              .byAvailability(record, wanted.purpose(), failed.verdict(), by.rule())
              .chain(() -> availability.open(record, wanted, failed, by))
              .chain(() -> cachedOr(record, wanted, () -> again(record, wanted, tries)));
    };
  }

  /**
   * While a denial is confirmed the probes ask, not every request: what they saw last is answer
   * enough to refuse.
   */
  private Optional<Decision.Refuse> knownRefusal(PolicyRecord record, Purpose purpose) {
    Standing standing = board.standing(record.ref().policy());
    PairState pair = board.pair(record.pair());
    Instant now = board.sharedTime();
    boolean fresh =
        pair.isDenied()
            && pair.newestBegan()
                .map(began -> began.plus(standing.probeInterval()).isAfter(now))
                .orElse(false);
    if (!fresh) {
      return Optional.empty();
    }
    Situation situation =
        CacheRule.situation(record.workload(), pair, standing, purpose, Shelf.mode(record));
    return DecisionTable.decide(situation) instanceof Decision.Refuse refuse
        ? Optional.of(refuse)
        : Optional.empty();
  }

  /** Whatever the vaults say. */
  private static Optional<Decision.Refuse> stopped(Standing standing, Moment now) {
    if (standing.isPurged()) {
      return Optional.of(new Decision.Refuse(Reason.POLICY_PURGED, Decision.Rule.PURGED));
    }
    return standing.isSuspended(now)
        ? Optional.of(new Decision.Refuse(Reason.POLICY_SUSPENDED, Decision.Rule.SUSPENDED))
        : Optional.empty();
  }
}
