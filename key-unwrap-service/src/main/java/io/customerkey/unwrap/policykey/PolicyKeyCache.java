package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.unwrap.policy.Authority;
import io.customerkey.unwrap.rules.Moment;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Policy keys in memory, one for each generation and authority. Holds no rule about their use:
 * whoever takes one asks {@link io.customerkey.unwrap.rules.CacheRule} first. What leaves is
 * erased.
 */
public final class PolicyKeyCache {
  private final ConcurrentHashMap<Place, CachedPolicyKey> keys = new ConcurrentHashMap<>();

  private record Place(GenerationId generation, Authority authority) {}

  /**
   * @param generation whose key
   * @param authority who opened it
   * @return the key, if it is here
   */
  public Optional<CachedPolicyKey> find(GenerationId generation, Authority authority) {
    return Optional.ofNullable(keys.get(new Place(generation, authority)));
  }

  /**
   * @param key from now on this cache's to close; takes the place of the one before
   */
  public void put(CachedPolicyKey key) {
    var place = new Place(key.ref().generation(), key.facts().authority());
    CachedPolicyKey before = keys.put(place, key);
    if (before != null) {
      before.wrapper().close();
    }
  }

  /**
   * @param policy whose keys are dropped
   * @param epoch those that carry a lower one
   */
  public void drop(PolicyId policy, long epoch) {
    removeIf(key -> key.ref().policy().equals(policy) && key.epoch() < epoch);
  }

  /**
   * @param now those whose time to live is over are dropped
   */
  public void expire(Moment now) {
    removeIf(key -> key.facts().began().left(key.facts().ttl(), now).isNegative());
  }

  /**
   * @return all keys at this moment
   */
  public Collection<CachedPolicyKey> all() {
    return List.copyOf(keys.values());
  }

  /**
   * @return how many there are
   */
  public int size() {
    return keys.size();
  }

  /**
   * @param key that leaves, if it is here
   */
  public void remove(CachedPolicyKey key) {
    removeIf(key::equals);
  }

  private void removeIf(Predicate<CachedPolicyKey> leaving) {
    keys.forEach((place, key) -> {
      if (leaving.test(key) && keys.remove(place, key)) {
        key.wrapper().close();
      }
    });
  }
}
