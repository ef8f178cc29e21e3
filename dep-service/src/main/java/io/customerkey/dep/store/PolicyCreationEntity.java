package io.customerkey.dep.store;

import io.customerkey.dep.audit.RequestId;
import io.customerkey.dep.policy.Policy.CreationProgress;
import io.customerkey.dep.policy.Policy.LastError;
import io.customerkey.dep.workflow.ClaimId;
import io.customerkey.dep.workflow.ClaimedCreation;
import io.customerkey.dep.workflow.CreationStep;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code policy_creation}: the position of a workflow, who runs it, and when it is due. */
@Entity
@Table(name = "policy_creation")
class PolicyCreationEntity extends PanacheEntityBase {
  /** Longer than the longest step. */
  static final Duration CLAIM = Duration.ofMinutes(1);

  /** So long the sweep leaves a new creation to whoever asked for it and waits. */
  private static final Duration HEAD_START = Duration.ofSeconds(2);

  private static final int LONGEST_DETAIL = 1_000;

  @Id
  @Column(name = "policy_id")
  UUID policyId;

  short step;

  @Column(name = "availability_key_version")
  @Nullable Integer availabilityKeyVersion;

  int attempts;

  @Column(name = "next_attempt")
  Instant nextAttempt;

  @Nullable UUID claim;

  @Column(name = "claimed_until")
  @Nullable Instant claimedUntil;

  @Column(name = "request_id")
  String requestId;

  @Column(name = "error_reason")
  @Nullable String errorReason;

  @Column(name = "error_detail")
  @Nullable String errorDetail;

  @Column(name = "error_at")
  @Nullable Instant errorAt;

  @Version
  @Column(name = "row_version")
  long rowVersion;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected PolicyCreationEntity() {}

  PolicyCreationEntity(UUID policyId, RequestId request, Instant now) {
    this.policyId = policyId;
    this.step = (short) CreationStep.AVAILABILITY_KEY.number();
    this.nextAttempt = now.plus(HEAD_START);
    this.requestId = request.value();
  }

  /** Takes the creation over if it is due, or was never begun, and nobody runs it. */
  boolean take(ClaimId by, Instant now) {
    boolean neverBegun = claim == null && attempts == 0;
    if ((!neverBegun && nextAttempt.isAfter(now))
        || (claimedUntil != null && claimedUntil.isAfter(now))) {
      return false;
    }
    this.claim = by.toUuid();
    this.claimedUntil = now.plus(CLAIM);
    return true;
  }

  /** Whether that run still has it, at the step it began. */
  boolean heldBy(ClaimedCreation run) {
    return run.claim().toUuid().equals(claim) && step == run.position().step().number();
  }

  void availabilityKeyMade(int version, Instant now) {
    this.availabilityKeyVersion = version;
    advance(CreationStep.PROVISION, now);
  }

  void advance(CreationStep next, Instant now) {
    this.step = (short) next.number();
    this.attempts = 0;
    this.errorReason = null;
    this.errorDetail = null;
    this.errorAt = null;
    this.claimedUntil = now.plus(CLAIM);
  }

  void putOff(CustomerKeyException cause, Instant at, Instant now) {
    String detail = String.valueOf(cause.getMessage());
    this.attempts++;
    this.nextAttempt = at;
    this.claim = null;
    this.claimedUntil = null;
    this.errorReason = cause.reasonName();
    this.errorDetail = detail.substring(0, Math.min(detail.length(), LONGEST_DETAIL));
    this.errorAt = now;
  }

  int requireAvailabilityKeyVersion() {
    if (availabilityKeyVersion == null) {
      throw new IllegalStateException("the availability key was not made");
    }
    return availabilityKeyVersion;
  }

  CreationStep step() {
    return CreationStep.of(step);
  }

  CreationProgress progress() {
    return new CreationProgress(step().name(), attempts, lastError());
  }

  private Optional<LastError> lastError() {
    return errorReason == null || errorDetail == null || errorAt == null
        ? Optional.empty()
        : Optional.of(new LastError(errorReason, errorDetail, errorAt));
  }
}
