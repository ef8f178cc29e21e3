package io.customerkey.dep.api;

import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.assignment.AssignmentCount;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyKey;
import io.customerkey.dep.policy.PolicySettings;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.policy.Suspension;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A policy. */
@Schema(name = "Policy", description = "A data encryption policy.")
record PolicyView(
    String id,
    String tenantId,
    String name,
    @Schema(description = "EXCHANGE, SHAREPOINT") String workload,
    @Schema(description = "Its keys are the provider's own") boolean providerManaged,
    @Schema(
            description =
                "CREATING, ACTIVE, DRAINING, RETIRED, RECOVERING, PURGE_REQUESTED, PURGED")
        String state,
    List<KeyView> keys,
    @Schema(description = "The policy key that takes new references") String generationId,
    @Schema(description = "Names the customer-key versions in use; once ACTIVE")
        Optional<String> dataEncryptionPolicyId,
    long probeIntervalSeconds,
    boolean strict,
    boolean fallback,
    long outageGraceSeconds,
    @Schema(description = "Only in the answer for one policy, of workload EXCHANGE")
        Optional<CountView> mailboxes,
    @Schema(description = "Only in the answer for one policy, of workload SHAREPOINT")
        Optional<CountView> sites,
    Instant created,
    String createdBy,
    Optional<Instant> activated,
    @Schema(
            description =
                "Of the last suspension that was not resumed; 9999-12-31T23:59:59Z: until resumed")
        Optional<Instant> suspendedUntil,
    @Schema(description = "While CREATING") Optional<CreationView> creation) {

  @Schema(name = "PolicyKey")
  record KeyView(
      int slot,
      @Schema(description = "As the admin named it") String requested,
      @Schema(description = "With the version in use") Optional<String> keyId,
      Optional<String> algorithm,
      Optional<Integer> bits,
      @Schema(description = "Hexadecimal SHA-256 of the SubjectPublicKeyInfo")
          Optional<String> publicKeySha256) {}

  @Schema(name = "AssignmentCount")
  record CountView(
      @Schema(description = "Should be protected by the policy") long assigned,
      @Schema(description = "Of those, the encryptor has followed") long applied) {}

  @Schema(name = "PolicyCreation")
  record CreationView(
      @Schema(description = "AVAILABILITY_KEY, PROVISION, PROVE") String step,
      int attempts,
      Optional<ErrorView> lastError) {}

  @Schema(name = "LastError")
  record ErrorView(String reason, String detail, Instant at) {}

  static PolicyView of(Policy policy) {
    return of(policy, Optional.empty());
  }

  static PolicyView of(Policy policy, Optional<AssignmentCount> count) {
    PolicySettings settings = policy.draft().settings();
    Workload workload = policy.draft().workload();
    Optional<CountView> counted =
        count.map(objects -> new CountView(objects.assigned(), objects.applied()));
    return new PolicyView(
        policy.draft().id().toString(),
        policy.draft().tenant().toString(),
        policy.name().value(),
        workload.name(),
        policy.providerManaged(),
        policy.state().name(),
        policy.keys().stream().map(PolicyView::key).toList(),
        policy.generation().toString(),
        policy.state() == PolicyState.CREATING
            ? Optional.empty()
            : Optional.of(policy.version().toString()),
        settings.probeInterval().toSeconds(),
        settings.strict(),
        settings.fallback(),
        settings.outageGrace().toSeconds(),
        counted.filter(objects -> workload == Workload.EXCHANGE),
        counted.filter(objects -> workload == Workload.SHAREPOINT),
        policy.created(),
        policy.createdBy(),
        policy.activated(),
        policy.suspension().map(Suspension::until),
        policy.progress().map(PolicyView::creation));
  }

  private static KeyView key(PolicyKey key) {
    return new KeyView(
        key.slot(),
        key.requested().value(),
        key.pinned().map(PolicyKey.Pinned::keyId),
        key.pinned().map(PolicyKey.Pinned::algorithm),
        key.pinned().map(PolicyKey.Pinned::bits),
        key.pinned().map(pinned -> pinned.publicKeySha256().toHex()));
  }

  private static CreationView creation(Policy.CreationProgress progress) {
    return new CreationView(
        progress.step(),
        progress.attempts(),
        progress
            .lastError()
            .map(error -> new ErrorView(error.reason(), error.detail(), error.at())));
  }
}
