package io.customerkey.dep.workflow;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.protocol.failure.CustomerKeyException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why creations were undone lately, by the generation they would have had: for those who wait for
 * one that the sweep finished. Bounded; a row in the audit stays for good.
 */
@ApplicationScoped
class RecentRefusals {
  private static final int MOST = 1_000;

  private final Map<GenerationId, CustomerKeyException> causes = new LinkedHashMap<>();

  synchronized void remember(GenerationId generation, CustomerKeyException cause) {
    causes.put(generation, cause);
    if (causes.size() > MOST) {
      causes.remove(causes.keySet().iterator().next());
    }
  }

  synchronized Optional<CustomerKeyException> of(GenerationId generation) {
    return Optional.ofNullable(causes.get(generation));
  }
}
