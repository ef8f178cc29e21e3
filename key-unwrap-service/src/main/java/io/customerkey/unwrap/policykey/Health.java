package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.policy.Purpose;
import io.customerkey.unwrap.policy.Standing;
import io.customerkey.unwrap.record.RecordBook;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.Confirmation;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.PairVerdict;
import io.customerkey.unwrap.verdict.VerdictBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

/** What a policy's customer keys are worth now, for people. */
public final class Health {
  private static final Duration REACTION = Duration.ofSeconds(5);
  private static final Duration BETWEEN_PROBES = Duration.ofSeconds(3);

  private final RecordBook records;
  private final PolicyKeys keys;
  private final VerdictBoard board;
  private final Confirmation rule;
  private final Clocks clocks;
  private final Duration ttl;

  /** In a word. The names are those of the protocol. */
  public enum Word {
    /** Never asked. */
    UNKNOWN,
    /** A customer key opened a copy lately. */
    HEALTHY,
    /** One vault fails, or both deny and it is not confirmed. */
    DEGRADED,
    /** Both vaults are unreachable. */
    COASTING,
    /** Confirmed denial. */
    DENIED,
    /** Suspended by the tenant. */
    SUSPENDED
  }

  /**
   * A report.
   *
   * @param record newest of the policy
   * @param word in a word
   * @param since since when, if known
   * @param lastSuccess when a customer key last opened a copy
   * @param epoch of the policy
   * @param darkBound after a vault's first refusal, when reads have ended at the latest
   * @param cached whether a usable key is in memory here
   */
  public record Report(
      PolicyRecord record,
      Word word,
      Optional<Instant> since,
      Optional<Instant> lastSuccess,
      long epoch,
      Duration darkBound,
      boolean cached) {
    /**
     * @param failing whether the newest attempt at one of the keys failed
     * @return the word, knowing that
     */
    public Word word(boolean failing) {
      return failing && word == Word.HEALTHY ? Word.DEGRADED : word;
    }
  }

  /**
   * @param records known here
   * @param keys in memory
   * @param board what is known of pairs
   * @param rule when a denial is confirmed
   * @param clocks both clocks
   * @param ttl time to live of a key in memory
   */
  public Health(
      RecordBook records,
      PolicyKeys keys,
      VerdictBoard board,
      Confirmation rule,
      Clocks clocks,
      Duration ttl) {
    this.records = records;
    this.keys = keys;
    this.board = board;
    this.rule = rule;
    this.clocks = clocks;
    this.ttl = ttl;
  }

  /**
   * @param tenant owner
   * @param policy the policy
   * @return the report of its newest generation
   * @throws RefusedException NOT_FOUND
   */
  public Report of(TenantId tenant, PolicyId policy) {
    PolicyRecord record =
        records.known().stream()
            .filter(known -> known.ref().policy().equals(policy))
            .filter(known -> known.ref().tenant().equals(tenant))
            .max(Comparator.comparing(PolicyRecord::sequence))
            .orElseThrow(
                () -> RefusedException.of(Reason.NOT_FOUND, "the policy is not known here"));
    PairState pair = board.pair(record.pair());
    Standing standing = board.standing(policy);
    return new Report(
        record,
        word(pair, standing, clocks.wall().instant()),
        pair.deniedSince().or(pair::firstDenial).or(() -> success(pair)),
        success(pair),
        board.epoch(policy),
        darkBound(record, standing),
        keys.cached(record, Purpose.USER_READ).isPresent());
  }

  /** Nobody probes the provider's own keys: only their time to live ends what is cached. */
  private Duration darkBound(PolicyRecord record, Standing standing) {
    return record.providerManaged()
        ? ttl
        : standing.probeInterval().plus(rule.span()).plus(BETWEEN_PROBES).plus(REACTION);
  }

  private static Optional<Instant> success(PairState pair) {
    return pair.success().map(PairState.Success::began);
  }

  private static Word word(PairState pair, Standing standing, Instant now) {
    if (standing.isSuspended(now)) {
      return Word.SUSPENDED;
    }
    boolean oneFailed = pair.one().last().isPresent() || pair.other().last().isPresent();
    boolean bothFailed = pair.one().last().isPresent() && pair.other().last().isPresent();
    return switch (pair.verdict(standing.fallback())) {
      case PairVerdict.Unknown unknown -> bothFailed ? Word.COASTING : Word.UNKNOWN;
      case PairVerdict.Open open -> oneFailed ? Word.DEGRADED : Word.HEALTHY;
      case PairVerdict.Suspect suspect -> Word.DEGRADED;
      case PairVerdict.Coasting coasting -> Word.COASTING;
      case PairVerdict.Braked braked -> Word.DENIED;
      case PairVerdict.Denied denied -> Word.DENIED;
    };
  }
}
