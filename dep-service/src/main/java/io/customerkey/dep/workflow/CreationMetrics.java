package io.customerkey.dep.workflow;

import io.customerkey.protocol.failure.CustomerKeyException;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts steps of creations: {@code customerkey_policy_creation_steps_total{step, outcome}}. */
@ApplicationScoped
class CreationMetrics {
  private static final String STEPS = "customerkey.policy.creation.steps";

  private final MeterRegistry registry;

  CreationMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void stepDone(ClaimedCreation creation) {
    count(creation, "done");
  }

  void stepFailed(ClaimedCreation creation, CustomerKeyException cause) {
    count(creation, cause.reasonName());
  }

  private void count(ClaimedCreation creation, String outcome) {
    registry
        .counter(STEPS, "step", creation.position().step().name(), "outcome", outcome)
        .increment();
  }
}
