package io.customerkey.dep.store;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.GenerationId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.PolicyVersionId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.id.Workload;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.policy.Policy;
import io.customerkey.dep.policy.PolicyDraft;
import io.customerkey.dep.policy.PolicySettings;
import io.customerkey.dep.policy.PolicyState;
import io.customerkey.dep.policy.Suspension;
import io.customerkey.dep.tenant.DirectoryId;
import io.customerkey.dep.tenant.Name;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Row of {@code policy}. Its ids are fixed at the first insert; its state changes only as {@link
 * PolicyState} allows.
 */
@Entity
@Table(name = "policy")
class PolicyEntity extends PanacheEntityBase {
  @Id
  @Column(name = "policy_id")
  UUID id;

  @Column(name = "tenant_id")
  UUID tenantId;

  short workload;
  String name;

  @Column(name = "initial_name")
  String initialName;

  short state;

  @Column(name = "probe_interval_seconds")
  int probeIntervalSeconds;

  boolean strict;
  boolean fallback;

  @Column(name = "outage_grace_seconds")
  int outageGraceSeconds;

  @Column(name = "generation_id")
  UUID generationId;

  @Column(name = "policy_version_id")
  UUID policyVersionId;

  @Column(name = "availability_key_id")
  UUID availabilityKeyId;

  @Column(name = "provider_directory_id")
  @Nullable UUID providerDirectoryId;

  Instant created;

  @Column(name = "created_by")
  String createdBy;

  @Nullable Instant activated;

  @Column(name = "suspended_until")
  @Nullable Instant suspendedUntil;

  @Version
  @Column(name = "row_version")
  long rowVersion;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected PolicyEntity() {}

  /**
   * @param provider where the provider's own vaults live, for a policy with its keys
   */
  PolicyEntity(
      PolicyDraft draft,
      Optional<DirectoryId> provider,
      Actor actor,
      Instant now,
      RandomGenerator random) {
    PolicySettings settings = draft.settings();
    this.id = draft.id().toUuid();
    this.tenantId = draft.tenant().toUuid();
    this.workload = (short) draft.workload().number();
    this.name = draft.name().value();
    this.initialName = draft.name().value();
    this.providerDirectoryId = provider.map(DirectoryId::toUuid).orElse(null);
    this.state = (short) PolicyState.CREATING.number();
    this.probeIntervalSeconds = Math.toIntExact(settings.probeInterval().toSeconds());
    this.strict = settings.strict();
    this.fallback = settings.fallback();
    this.outageGraceSeconds = Math.toIntExact(settings.outageGrace().toSeconds());
    this.generationId = GenerationId.random(random).toUuid();
    this.policyVersionId = PolicyVersionId.random(random).toUuid();
    this.availabilityKeyId = AvailabilityKeyId.random(random).toUuid();
    this.created = now;
    this.createdBy = actor.subject();
  }

  void activate(Instant now) {
    become(PolicyState.ACTIVE);
    this.activated = now;
  }

  private void become(PolicyState next) {
    PolicyState current = state();
    if (!current.mayBecome(next)) {
      throw new IllegalStateException("a policy cannot go from " + current + " to " + next);
    }
    this.state = (short) next.number();
  }

  Workload workload() {
    return Workload.of(workload);
  }

  PolicyState state() {
    return PolicyState.of(state);
  }

  Optional<DirectoryId> provider() {
    return Optional.ofNullable(providerDirectoryId)
        .map(directory -> new DirectoryId(Id128.of(directory)));
  }

  AvailabilityKeyId availabilityKey() {
    return AvailabilityKeyId.of(availabilityKeyId);
  }

  PolicySettings settings() {
    return new PolicySettings(
        strict,
        fallback,
        Duration.ofSeconds(outageGraceSeconds),
        Duration.ofSeconds(probeIntervalSeconds));
  }

  /**
   * @param keys two, in slot order
   * @param creation while it lasts
   */
  Policy toPolicy(List<PolicyKeyEntity> keys, Optional<PolicyCreationEntity> creation) {
    PolicyDraft draft =
        new PolicyDraft(
            PolicyId.of(id),
            TenantId.of(tenantId),
            workload(),
            new Name(initialName),
            keys.stream().map(PolicyKeyEntity::requestedKey).toList(),
            settings());
    return new Policy(
        draft,
        new Name(name),
        providerDirectoryId != null,
        state(),
        GenerationId.of(generationId),
        PolicyVersionId.of(policyVersionId),
        keys.stream().map(PolicyKeyEntity::toPolicyKey).toList(),
        created,
        createdBy,
        Optional.ofNullable(activated),
        Optional.ofNullable(suspendedUntil).map(Suspension::new),
        creation.map(PolicyCreationEntity::progress));
  }
}
