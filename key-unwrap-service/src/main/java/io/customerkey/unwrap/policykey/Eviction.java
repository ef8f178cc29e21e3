package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.policy.PolicyRecord;
import io.customerkey.unwrap.refusal.Reason;
import io.customerkey.unwrap.refusal.RefusedException;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.customerkey.unwrap.verdict.Outcome;
import io.customerkey.unwrap.verdict.PairState;
import io.customerkey.unwrap.verdict.VerdictBoard;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Makes room in a full memory. A key leaves only if it has not served for a day and both its vaults
 * answered last, so that it can be opened again: first those of the tenant that is at its share, or
 * else of the tenant that holds most, longest unused first. Where nothing may leave nothing new is
 * opened.
 */
public final class Eviction {
  /** What served within this time stays. */
  public static final Duration UNUSED = Duration.ofHours(24);

  private static final Duration LATER = Duration.ofSeconds(30);

  private final PolicyKeyCache cache;
  private final Usage usage;
  private final VerdictBoard board;
  private final Clocks clocks;
  private final Bounds bounds;

  /**
   * How many keys are kept.
   *
   * @param all of all tenants
   * @param share of one tenant
   */
  public record Bounds(int all, int share) {
    /** Refuses bounds under which nothing could be kept. */
    public Bounds {
      if (share < 1 || all < share) {
        throw new IllegalArgumentException(
            "memory holds at least one key for each tenant, and a tenant's share at most");
      }
    }
  }

  /**
   * @param cache whose keys leave
   * @param usage when they served
   * @param board whether their vaults answer
   * @param clocks both clocks
   * @param bounds of the cache
   */
  public Eviction(
      PolicyKeyCache cache, Usage usage, VerdictBoard board, Clocks clocks, Bounds bounds) {
    this.cache = cache;
    this.usage = usage;
    this.board = board;
    this.clocks = clocks;
    this.bounds = bounds;
  }

  /**
   * @param record whose key is about to be opened
   * @throws RefusedException OVERLOADED if there is no room for it and nothing may leave
   */
  public void makeRoom(PolicyRecord record) {
    boolean replaced =
        cache.find(record.ref().generation(), Authority.CUSTOMER).isPresent()
            || cache.size() < bounds.share();
    if (replaced) {
      return;
    }
    Collection<CachedPolicyKey> held = cache.all();
    Map<TenantId, List<CachedPolicyKey>> tenants =
        held.stream().collect(Collectors.groupingBy(key -> key.ref().tenant()));
    List<CachedPolicyKey> own = tenants.getOrDefault(record.ref().tenant(), List.of());
    boolean fits =
        own.size() >= bounds.share()
            ? evict(own)
            : held.size() < bounds.all() || evictOfMost(tenants.values());
    if (!fits) {
      throw RefusedException.of(
              Reason.OVERLOADED, "there is no room for more policy keys, and none may leave")
          .with("policy", record.ref().policy().toString())
          .retryAfter(LATER);
    }
  }

  private boolean evictOfMost(Collection<List<CachedPolicyKey>> tenants) {
    return tenants.stream()
        .sorted(Comparator.comparingInt((List<CachedPolicyKey> keys) -> keys.size()).reversed())
        .anyMatch(this::evict);
  }

  private boolean evict(List<CachedPolicyKey> keys) {
    usage.look();
    Moment now = clocks.now();
    Optional<CachedPolicyKey> leaving =
        keys.stream()
            .filter(key -> usage.idleSince(key).left(UNUSED, now).isNegative())
            .filter(key -> mayReturn(board.pair(key.pair())))
            .min(Comparator.comparingLong(key -> usage.idleSince(key).nanos()));
    leaving.ifPresent(cache::remove);
    return leaving.isPresent();
  }

  private static boolean mayReturn(PairState pair) {
    return pair.success().isPresent()
        && pair.one().last().filter(last -> last != Outcome.OK).isEmpty()
        && pair.other().last().filter(last -> last != Outcome.OK).isEmpty();
  }
}
