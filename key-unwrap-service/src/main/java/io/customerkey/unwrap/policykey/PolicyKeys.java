package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.attempt.Cause;
import io.customerkey.unwrap.attempt.Operation;
import io.customerkey.unwrap.availability.AvailabilityKeys;
import io.customerkey.unwrap.availability.AvailabilityRequest;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.PolicySettings;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.policykey.ExchangeOpening.Result;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.AvailabilityMode;
import io.customerkey.unwrap.rules.CacheRule;
import io.customerkey.unwrap.rules.CachedFacts;
import io.customerkey.unwrap.rules.Decision;
import io.customerkey.unwrap.rules.DecisionTable;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.rules.Situation;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.VerdictBoard;
import io.customerkey.unwrap.verdict.VerdictEntry;
import io.customerkey.unwrap.verdict.VerdictLog;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Policy keys for requests: from the cache while the cache rule allows it, else from the customer's
 * vaults by the Exchange rule, else by what the decision table says. One flight per policy
 * generation asks the vaults, whoever waits for it.
 */
public final class PolicyKeys {
  private static final int TRIES = 3;

  private final Flights<GenerationId, Result> vaultFlights = new Flights<>();
  private final Flights<AvailabilityFlight, CachedPolicyKey> availabilityFlights = new Flights<>();
  private final PolicyKeyCache cache;
  private final TermsRule terms;
  private final ExchangeOpening opening;
  private final AvailabilityKeys availability;
  private final VerdictBoard board;
  private final VerdictLog verdicts;
  private final RandomGenerator random;
  private final Clocks clocks;
  private final Duration ttl;

  private record AvailabilityFlight(GenerationId generation, Purpose purpose) {}

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
      ExchangeOpening opening,
      AvailabilityKeys availability,
      VerdictBoard board,
      VerdictLog verdicts,
      RandomGenerator random,
      Clocks clocks,
      Duration ttl) {
    this.cache = cache;
    this.terms = new TermsRule(cache, board);
    this.opening = opening;
    this.availability = availability;
    this.board = board;
    this.verdicts = verdicts;
    this.random = random;
    this.clocks = clocks;
    this.ttl = ttl;
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
        .deferred(() ->
            cached(record, wanted.purpose())
                .map(grant -> Uni.createFrom().item(grant))
                .orElseGet(() -> open(record, wanted, TRIES)));
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

  private Uni<Grant> open(PolicyRecord record, Wanted wanted, int tries) {
    requireUsable(record, clocks.wall().instant());
    Optional<Decision.Refuse> known = knownRefusal(record, wanted.purpose());
    if (known.isPresent()) {
      return refuse(record, wanted.purpose(), newVerdict(), known.get());
    }
    return flight(record, Optional.of(wanted.purpose()), wanted.subject())
        .chain(result -> {
          Optional<Grant> grant = cached(record, wanted.purpose());
          if (grant.isPresent()) {
            return Uni.createFrom().item(grant.get());
          }
          return switch (result) {
            case Result.Opened opened -> again(record, wanted, tries);
            case Result.Failed failed -> decide(record, wanted, failed, tries);
          };
        });
  }

  /** An answer that a drop overtook is thrown away, and the vaults are asked anew. */
  private Uni<Grant> again(PolicyRecord record, Wanted wanted, int tries) {
    return tries > 1
        ? open(record, wanted, tries - 1)
        : Uni.createFrom()
            .failure(RefusedException.of(Reason.OVERLOADED, "the policy's keys change too fast"));
  }

  private Uni<Result> flight(PolicyRecord record, Optional<Purpose> purpose, String subject) {
    return vaultFlights.join(
        record.ref().generation(),
        () -> {
          var cause = new Cause(record.ref(), Operation.UNWRAP, purpose, subject, newVerdict());
          long epoch = board.epoch(record.ref().policy());
          return opening
              .open(record, cause)
              .invoke(result -> keep(record, epoch, result))
              .call(result -> served(record, purpose, result));
        });
  }

  private void keep(PolicyRecord record, long epoch, Result result) {
    if (result instanceof Result.Opened opened) {
      try (PolicyKey key = opened.key()) {
        put(
            record,
            key,
            epoch,
            opened.verdict(),
            new CachedFacts(
                Authority.CUSTOMER, opened.began(), ttl, record.providerManaged(), mode(record)));
      }
    }
  }

  private Uni<Void> served(PolicyRecord record, Optional<Purpose> purpose, Result result) {
    if (result instanceof Result.Opened opened && purpose.isPresent()) {
      verdicts
          .write(
              entry(
                  record,
                  purpose.get(),
                  opened.verdict(),
                  VerdictEntry.Done.SERVED,
                  Decision.Rule.CUSTOMER_KEY))
          .subscribe()
          .with(written -> {}, failure -> {});
    }
    return Uni.createFrom().voidItem();
  }

  /** Puts a key into the cache, unless the policy's epoch was raised meanwhile. */
  private CachedPolicyKey put(
      PolicyRecord record, PolicyKey key, long epoch, VerdictId verdict, CachedFacts facts) {
    var wrapper = key.wrapper(record.ref().tenant(), record.ref().generation());
    var entry = new CachedPolicyKey(record.ref(), facts, wrapper, epoch, verdict);
    cache.put(entry);
    long now = board.epoch(record.ref().policy());
    if (now > epoch) {
      cache.drop(record.ref().policy(), now);
    }
    return entry;
  }

  private Uni<Grant> decide(PolicyRecord record, Wanted wanted, Result.Failed failed, int tries) {
    Standing standing = board.standing(record.ref().policy());
    PairState pair = board.pair(TermsRule.unknown(record));
    var situation =
        new Situation(
            failed.firstOutcome(),
            failed.secondOutcome(),
            wanted.purpose().action(),
            mode(record),
            standing.strict(),
            standing.fallback(),
            pair.isDenied(),
            standing.isRecovering());
    return switch (DecisionTable.decide(situation)) {
      case Decision.ByCustomerKey again -> again(record, wanted, tries);
      case Decision.Refuse refuse -> refuse(record, wanted.purpose(), failed.verdict(), refuse);
      case Decision.ByAvailabilityKey by -> byAvailability(record, wanted, failed, by, tries);
    };
  }

  private Uni<Grant> byAvailability(
      PolicyRecord record,
      Wanted wanted,
      Result.Failed failed,
      Decision.ByAvailabilityKey by,
      int tries) {
    var entry =
        entry(
            record,
            wanted.purpose(),
            failed.verdict(),
            VerdictEntry.Done.AVAILABILITY_KEY,
            by.rule());
    return verdicts
        .write(entry)
        .chain(() ->
            availabilityFlights.join(
                new AvailabilityFlight(record.ref().generation(), wanted.purpose()),
                () -> openByAvailability(record, wanted, failed, by)))
        .chain(key ->
            cached(record, wanted.purpose())
                .map(grant -> Uni.createFrom().item(grant))
                .orElseGet(() -> again(record, wanted, tries)));
  }

  private Uni<CachedPolicyKey> openByAvailability(
      PolicyRecord record, Wanted wanted, Result.Failed failed, Decision.ByAvailabilityKey by) {
    long epoch = board.epoch(record.ref().policy());
    Moment began = clocks.now();
    var request =
        new AvailabilityRequest(
            record,
            wanted.purpose(),
            failed.answers(),
            failed.verdict(),
            wanted.order(),
            board.standing(record.ref().policy()).settings().map(PolicySettings::statement),
            wanted.caller());
    var facts =
        new CachedFacts(
            by.authority(),
            began,
            CacheRule.AVAILABILITY_TTL,
            record.providerManaged(),
            mode(record));
    return availability
        .unwrap(request)
        .map(opened -> {
          try (PolicyKey key = opened) {
            key.verify(record.ref().generation(), record.checkValue());
            return put(record, key, epoch, failed.verdict(), facts);
          } catch (CryptoRefusedException wrong) {
            throw RefusedException.of(
                Reason.KEY_MATERIAL_FAULT, "the availability copy opens to another key");
          }
        });
  }

  private Uni<Grant> refuse(
      PolicyRecord record, Purpose purpose, VerdictId verdict, Decision.Refuse refuse) {
    var refusal =
        RefusedException.of(refuse.reason(), "the policy's keys may not be used: " + refuse.rule())
            .with("policy", record.ref().policy().toString())
            .with("verdict", verdict.toString());
    return verdicts
        .write(entry(record, purpose, verdict, VerdictEntry.Done.REFUSED, refuse.rule()))
        .chain(() -> Uni.createFrom().failure(refusal));
  }

  /**
   * While a denial is confirmed the probes ask, not every request: what they saw last is answer
   * enough to refuse.
   */
  private Optional<Decision.Refuse> knownRefusal(PolicyRecord record, Purpose purpose) {
    Standing standing = board.standing(record.ref().policy());
    PairState pair = board.pair(TermsRule.unknown(record));
    Instant now = clocks.wall().instant();
    boolean fresh =
        pair.isDenied()
            && pair.newestBegan()
                .map(began -> began.plus(standing.probeInterval()).isAfter(now))
                .orElse(false);
    if (!fresh) {
      return Optional.empty();
    }
    Situation situation = CacheRule.situation(pair, standing, purpose, mode(record));
    return DecisionTable.decide(situation) instanceof Decision.Refuse refuse
        ? Optional.of(refuse)
        : Optional.empty();
  }

  private void requireUsable(PolicyRecord record, Instant now) {
    Standing standing = board.standing(record.ref().policy());
    String policy = record.ref().policy().toString();
    if (standing.isPurged()) {
      throw RefusedException.of(Reason.POLICY_PURGED, "the policy is purged")
          .with("policy", policy);
    }
    if (standing.isSuspended(now)) {
      throw RefusedException.of(Reason.POLICY_SUSPENDED, "the tenant suspended the policy")
          .with("policy", policy);
    }
  }

  private VerdictEntry entry(
      PolicyRecord record,
      Purpose purpose,
      VerdictId verdict,
      VerdictEntry.Done done,
      Decision.Rule rule) {
    return new VerdictEntry(
        verdict, record.ref(), purpose, done, rule.name(), clocks.wall().instant());
  }

  private VerdictId newVerdict() {
    return VerdictId.random(random);
  }

  private static AvailabilityMode mode(PolicyRecord record) {
    return record.availability().isPresent() ? AvailabilityMode.AUTOMATIC : AvailabilityMode.OFF;
  }
}
