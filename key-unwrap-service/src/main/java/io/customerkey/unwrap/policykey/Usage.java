package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.unwrap.rules.Moment;
import io.customerkey.unwrap.time.Clocks;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When policy keys last served, here and as far as it was written by others before this instance
 * began. Learns by looking through the cache, so that serving a key costs nothing.
 */
public final class Usage {
  private final Map<GenerationId, Moment> last = new ConcurrentHashMap<>();
  private final Map<GenerationId, Moment> held = new ConcurrentHashMap<>();
  private final Set<GenerationId> unwritten = ConcurrentHashMap.newKeySet();
  private final PolicyKeyCache cache;
  private final Uses uses;
  private final Clocks clocks;

  /**
   * @param cache whose keys serve
   * @param uses shared memory
   * @param clocks both clocks
   */
  public Usage(PolicyKeyCache cache, Uses uses, Clocks clocks) {
    this.cache = cache;
    this.uses = uses;
    this.clocks = clocks;
  }

  /**
   * @return nothing, once what was written before is known
   */
  public Uni<Void> begin() {
    return uses.read()
        .invoke(read -> {
          Moment now = clocks.now();
          read.forEach((generation, at) -> last.putIfAbsent(generation, then(at, now)));
        })
        .replaceWithVoid();
  }

  private static Moment then(Instant at, Moment now) {
    return new Moment(at, now.nanos() - Duration.between(at, now.wall()).toNanos());
  }

  /** Looks which keys served since the last look. */
  public void look() {
    Moment now = clocks.now();
    Set<GenerationId> found = new HashSet<>();
    for (CachedPolicyKey key : cache.all()) {
      GenerationId generation = key.ref().generation();
      found.add(generation);
      held.putIfAbsent(generation, key.facts().began());
      if (key.wasUsed()) {
        last.put(generation, now);
        unwritten.add(generation);
      }
    }
    held.keySet().retainAll(found);
  }

  /**
   * @return nothing, once all uses seen are written
   */
  public Uni<Void> write() {
    look();
    Set<GenerationId> news = Set.copyOf(unwritten);
    return news.isEmpty()
        ? Uni.createFrom().voidItem()
        : uses.note(news).invoke(() -> unwritten.removeAll(news));
  }

  /**
   * @param generation a generation
   * @return when it last served, as far as was seen
   */
  public Optional<Moment> last(GenerationId generation) {
    return Optional.ofNullable(last.get(generation));
  }

  /**
   * @param key in the cache
   * @return since when it has not served; of one that never did, since when it is in the cache,
   *     however often it was opened again meanwhile
   */
  public Moment idleSince(CachedPolicyKey key) {
    GenerationId generation = key.ref().generation();
    return last(generation).orElseGet(() -> held.getOrDefault(generation, key.facts().began()));
  }

  /**
   * @param generation a generation
   * @param span until now
   * @return whether it was seen to serve in that time
   */
  public boolean isUsedWithin(GenerationId generation, Duration span) {
    Moment now = clocks.now();
    return last(generation).map(at -> !at.left(span, now).isNegative()).orElse(false);
  }
}
