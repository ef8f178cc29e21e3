package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.VerdictId;
import io.customerkey.crypto.key.PolicyKey;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.rules.AvailabilityMode;
import io.customerkey.unwrap.rules.CacheRule;
import io.customerkey.unwrap.rules.CachedFacts;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.verdict.VerdictBoard;
import java.time.Duration;

/** Puts opened keys into the cache, unless a drop has overtaken them. */
final class Shelf {
  private final PolicyKeyCache cache;
  private final VerdictBoard board;
  private final Duration ttl;

  Shelf(PolicyKeyCache cache, VerdictBoard board, Duration ttl) {
    this.cache = cache;
    this.board = board;
    this.ttl = ttl;
  }

  /** The epoch that what is opened from now on will carry. */
  long epoch(PolicyRecord record) {
    return board.epoch(record.ref().policy());
  }

  /**
   * @param key still the caller's to close
   * @param epoch from before it was opened
   * @param began when the attempt that opened it began
   */
  void put(
      PolicyRecord record,
      PolicyKey key,
      Authority authority,
      Moment began,
      long epoch,
      VerdictId verdict) {
    Duration life = authority == Authority.CUSTOMER ? ttl : CacheRule.AVAILABILITY_TTL;
    var facts =
        new CachedFacts(
            record.workload(), authority, began, life, record.providerManaged(), mode(record));
    var wrapper = key.wrapper(record.ref().tenant(), record.ref().generation());
    cache.put(new CachedPolicyKey(record.ref(), record.pair(), facts, wrapper, epoch, verdict));
    long now = epoch(record);
    if (now > epoch) {
      cache.drop(record.ref().policy(), now);
    }
  }

  static AvailabilityMode mode(PolicyRecord record) {
    return record.availability().isPresent() ? AvailabilityMode.AUTOMATIC : AvailabilityMode.OFF;
  }
}
