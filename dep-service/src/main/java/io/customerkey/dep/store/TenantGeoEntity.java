package io.customerkey.dep.store;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code tenant_geo}. */
@Entity
@Table(name = "tenant_geo")
class TenantGeoEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "tenant_geo_id")
  @Nullable Long id;

  @Column(name = "tenant_id")
  UUID tenantId;

  short position;
  String geo;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected TenantGeoEntity() {}

  TenantGeoEntity(UUID tenantId, int position, String geo) {
    this.tenantId = tenantId;
    this.position = (short) position;
    this.geo = geo;
  }
}
