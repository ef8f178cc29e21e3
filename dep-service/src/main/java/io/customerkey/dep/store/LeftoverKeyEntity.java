package io.customerkey.dep.store;

import io.customerkey.crypto.id.AvailabilityKeyId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.workflow.LeftoverKey;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Row of {@code leftover_key}. */
@Entity
@Table(name = "leftover_key")
class LeftoverKeyEntity extends PanacheEntityBase {
  @Id
  @Column(name = "availability_key_id")
  UUID id;

  @Column(name = "tenant_id")
  UUID tenantId;

  @Column(name = "policy_id")
  UUID policyId;

  int attempts;

  @Column(name = "next_attempt")
  Instant nextAttempt;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected LeftoverKeyEntity() {}

  LeftoverKeyEntity(PolicyEntity undone, Instant now) {
    this.id = undone.availabilityKeyId;
    this.tenantId = undone.tenantId;
    this.policyId = undone.id;
    this.nextAttempt = now;
  }

  void putOff(Instant at) {
    this.attempts++;
    this.nextAttempt = at;
  }

  LeftoverKey toLeftover() {
    return new LeftoverKey(
        TenantId.of(tenantId), PolicyId.of(policyId), AvailabilityKeyId.of(id), attempts);
  }
}
