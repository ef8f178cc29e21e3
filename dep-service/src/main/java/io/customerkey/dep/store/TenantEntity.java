package io.customerkey.dep.store;

import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.tenant.DirectoryId;
import io.customerkey.dep.tenant.Geo;
import io.customerkey.dep.tenant.Geos;
import io.customerkey.dep.tenant.Name;
import io.customerkey.dep.tenant.Tenant;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code tenant}. */
@Entity
@Table(name = "tenant")
class TenantEntity extends PanacheEntityBase {
  @Id
  @Column(name = "tenant_id")
  UUID id;

  String name;

  @Column(name = "initial_name")
  String initialName;

  @Column(name = "directory_id")
  UUID directoryId;

  boolean trial;
  Instant created;

  @Column(insertable = false, updatable = false)
  @Nullable Instant enabled;

  @Column(name = "created_by")
  String createdBy;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected TenantEntity() {}

  TenantEntity(Tenant tenant, Actor actor) {
    this.id = tenant.id().toUuid();
    this.name = tenant.name().value();
    this.initialName = tenant.name().value();
    this.directoryId = tenant.directory().toUuid();
    this.trial = tenant.trial();
    this.created = tenant.created();
    this.createdBy = actor.subject();
  }

  DirectoryId directory() {
    return new DirectoryId(Id128.of(directoryId));
  }

  /** With what was asked for at its creation. */
  Tenant toInitial(List<TenantGeoEntity> geos) {
    return toTenant(geos).named(new Name(initialName));
  }

  /**
   * @param geos by position
   */
  Tenant toTenant(List<TenantGeoEntity> geos) {
    return new Tenant(
        TenantId.of(id),
        new Name(name),
        directory(),
        trial,
        new Geos(geos.stream().map(row -> new Geo(row.geo)).toList()),
        created,
        Optional.ofNullable(enabled));
  }
}
