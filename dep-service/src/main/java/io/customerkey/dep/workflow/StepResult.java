package io.customerkey.dep.workflow;

/** What a step brought. */
public sealed interface StepResult {
  /**
   * The availability key is there.
   *
   * @param version from 1
   */
  record AvailabilityKeyMade(int version) implements StepResult {}

  /**
   * The policy key was made.
   *
   * @param copies all of them and the check value
   */
  record Provisioned(ProvisionedKey copies) implements StepResult {}

  /** Every copy opened. */
  record Proven() implements StepResult {}
}
