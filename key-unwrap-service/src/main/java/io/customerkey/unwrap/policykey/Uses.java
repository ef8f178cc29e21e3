package io.customerkey.unwrap.policykey;

import io.customerkey.crypto.id.GenerationId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** What all instances remember of when policy keys served. */
public interface Uses {
  /**
   * @return when each generation last served; those that never did are absent
   */
  Uni<Map<GenerationId, Instant>> read();

  /**
   * @param used generations that served since the last time
   * @return nothing, once that is written
   */
  Uni<Void> note(Set<GenerationId> used);
}
