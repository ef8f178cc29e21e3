package io.customerkey.dep.policy;

import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.dep.tenant.Name;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A data encryption policy.
 *
 * @param draft what was asked for at its creation
 * @param name now
 * @param providerManaged its keys are the provider's own
 * @param state where it is in its life
 * @param generation the policy key that takes new references
 * @param version the DataEncryptionPolicyID
 * @param keys two, in slot order
 * @param created when it was asked for
 * @param createdBy {@code sub} of the admin
 * @param activated when it became usable
 * @param suspension the last one, if it was not resumed
 * @param progress of the creation, while it lasts
 */
public record Policy(
    PolicyDraft draft,
    Name name,
    boolean providerManaged,
    PolicyState state,
    GenerationId generation,
    PolicyVersionId version,
    List<PolicyKey> keys,
    Instant created,
    String createdBy,
    Optional<Instant> activated,
    Optional<Suspension> suspension,
    Optional<CreationProgress> progress) {
  /** Copies the keys. */
  public Policy {
    keys = List.copyOf(keys);
  }

  /**
   * How far a creation is.
   *
   * @param step name of the step that runs or is tried again
   * @param attempts failed so far at this step
   * @param lastError of them
   */
  public record CreationProgress(String step, int attempts, Optional<LastError> lastError) {}

  /**
   * Why a step was put off.
   *
   * @param reason failure reason as on the wire
   * @param detail for people
   * @param at when
   */
  public record LastError(String reason, String detail, Instant at) {}
}
