package io.customerkey.encryptor.lease;

import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.key.ObjectKey;
import io.customerkey.protocol.common.v1.Purpose;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Plain keys of objects, each under exactly the terms on which it was handed out. A key leaves at
 * the end of its lease, when its policy is dropped, and when there are too many (the longest unused
 * first); leaving erases it. Streams begun with it have derived keys of their own and ask {@link
 * #covers} before every segment.
 *
 * <p>Epochs: once a drop was acknowledged, nothing that carries a lower epoch of that policy is
 * kept or used, also an answer that was already on its way. Safe for use by many threads.
 *
 * @param <K> the capability that is kept
 */
public final class LeasedKeys<K extends ObjectKey> {
  private final Moments moments;
  private final int capacity;
  private final Map<LeasedKey, Entry<K>> entries = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<PolicyId, Long> epochs = new HashMap<>();

  private record Entry<K>(K key, Lease lease) {}

  /**
   * @param moments the time
   * @param capacity most keys that are kept
   */
  public LeasedKeys(Moments moments, int capacity) {
    this.moments = moments;
    this.capacity = capacity;
  }

  /**
   * Lends a key to a short computation that does not keep it; it cannot be erased meanwhile.
   *
   * @param use for example begins a stream
   * @return what {@code use} returned; empty if no key is kept whose terms allow {@code purpose}
   *     now
   */
  public synchronized <T> Optional<T> use(LeasedKey wanted, Purpose purpose, Function<K, T> use) {
    Entry<K> entry = entries.get(wanted);
    return entry != null && entry.lease().covers(purpose, moments.now())
        ? Optional.of(use.apply(entry.key()))
        : Optional.empty();
  }

  /**
   * @return whether a stream under this key may go on
   */
  public synchronized boolean covers(LeasedKey wanted, Purpose purpose) {
    return use(wanted, purpose, key -> true).isPresent();
  }

  /**
   * Keeps a key in place of what was kept for it.
   *
   * @param key from now on this cache's own
   * @return false if its epoch is lower than acknowledged, or its lease is over: then it was erased
   *     and must not be used
   */
  public synchronized boolean keep(LeasedKey name, K key, Lease lease) {
    if (Long.compareUnsigned(lease.terms().epoch(), epochs.getOrDefault(name.policy(), 0L)) < 0
        || !lease.hasAuthority()
        || lease.ended(moments.now())) {
      key.close();
      return false;
    }
    Entry<K> before = entries.put(name, new Entry<>(key, lease));
    if (before != null) {
      before.key().close();
    }
    if (entries.size() > capacity) {
      Iterator<Entry<K>> longestUnused = entries.values().iterator();
      longestUnused.next().key().close();
      longestUnused.remove();
    }
    return true;
  }

  /**
   * Erases every key of a policy that carries a lower epoch, now and from now on. After the return
   * the drop may be acknowledged.
   *
   * @return how many keys were erased
   */
  public synchronized int drop(PolicyId policy, long epoch) {
    epochs.merge(policy, epoch, (a, b) -> Long.compareUnsigned(a, b) >= 0 ? a : b);
    long holds = epochs.getOrDefault(policy, epoch);
    return remove(entry ->
        entry.getKey().policy().equals(policy)
            && Long.compareUnsigned(entry.getValue().lease().terms().epoch(), holds) < 0);
  }

  /**
   * Erases every key whose lease is over.
   *
   * @return how many
   */
  public synchronized int removeEnded() {
    Moment now = moments.now();
    return remove(entry -> entry.getValue().lease().ended(now));
  }

  /**
   * @return how many keys are kept
   */
  public synchronized int size() {
    return entries.size();
  }

  private int remove(Predicate<Map.Entry<LeasedKey, Entry<K>>> condition) {
    int removed = 0;
    for (Iterator<Map.Entry<LeasedKey, Entry<K>>> all = entries.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<LeasedKey, Entry<K>> entry = all.next();
      if (condition.test(entry)) {
        entry.getValue().key().close();
        all.remove();
        removed++;
      }
    }
    return removed;
  }
}
