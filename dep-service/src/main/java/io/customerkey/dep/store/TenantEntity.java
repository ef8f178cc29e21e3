package io.customerkey.dep.store;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.DirectoryId;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.Tenant;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Row of {@code tenant}. */
@Entity
@Table(name = "tenant")
class TenantEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID id;

  String name;

  @Column(name = "directory_id")
  UUID directoryId;

  boolean trial;
  Instant created;

  @Column(name = "created_by")
  String createdBy;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected TenantEntity() {}

  TenantEntity(Tenant tenant, Actor actor) {
    this.id = tenant.id().toUuid();
    this.name = tenant.name().value();
    this.directoryId = tenant.directory().toUuid();
    this.trial = tenant.trial();
    this.created = tenant.created();
    this.createdBy = actor.subject();
  }

  Tenant toTenant() {
    return new Tenant(
        TenantId.of(id), new Name(name), new DirectoryId(Id128.of(directoryId)), trial, created);
  }
}
