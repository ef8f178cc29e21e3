package io.customerkey.unwrap.house;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.unwrap.policykey.Uses;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Uses in memory, by the test's clock. */
public final class MemoryUses implements Uses {
  private final Map<GenerationId, Instant> used = new HashMap<>();
  private final Clock clock;

  MemoryUses(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Uni<Map<GenerationId, Instant>> read() {
    return Uni.createFrom().item(Map.copyOf(used));
  }

  @Override
  public Uni<Void> note(Set<GenerationId> news) {
    news.forEach(generation -> used.put(generation, clock.instant()));
    return Uni.createFrom().voidItem();
  }
}
