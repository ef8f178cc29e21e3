package io.customerkey.dep.store;

import io.customerkey.dep.assignment.ObjectKind;
import io.customerkey.dep.policy.Policy;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * Row of {@code assignment_job} as a policy's activation begins it: assigns what the tenant has of
 * the policy's kind and no assignment.
 */
@Entity
@Table(name = "assignment_job")
class AssignmentJobEntity extends PanacheEntityBase {
  @Id
  @Column(name = "job_id")
  UUID id;

  @Column(name = "tenant_id")
  UUID tenantId;

  short kind;

  @Column(name = "policy_id")
  UUID policyId;

  @Column(name = "all_assigned")
  boolean allAssigned;

  @Column(name = "next_attempt")
  Instant nextAttempt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected AssignmentJobEntity() {}

  AssignmentJobEntity(UUID id, Policy target, Instant now) {
    this.id = id;
    this.tenantId = target.draft().tenant().toUuid();
    this.kind = ObjectKind.of(target.draft().workload()).number();
    this.policyId = target.draft().id().toUuid();
    this.nextAttempt = now;
  }
}
