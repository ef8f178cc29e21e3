package io.customerkey.dep.store;

import io.customerkey.crypto.id.Identifier;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Row of {@code audit}; never changed. */
@Entity
@Table(name = "audit")
class AuditEntity extends PanacheEntityBase {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Column(name = "audit_id")
  @Nullable Long id;

  Instant at;
  String subject;

  @Column(name = "tenant_id")
  UUID tenantId;

  String action;
  String object;

  @Column(name = "request_id")
  String requestId;

  @SuppressWarnings("NullAway.Init") // Hibernate fills the fields.
  protected AuditEntity() {}

  AuditEntity(Instant at, Actor actor, TenantId tenant, AdminAction action, Identifier object) {
    this(at, actor, tenant, action, object.toUuid().toString());
  }

  AuditEntity(Instant at, Actor actor, TenantId tenant, AdminAction action, String object) {
    this.at = at;
    this.subject = actor.subject();
    this.tenantId = tenant.toUuid();
    this.action = action.name();
    this.object = object;
    this.requestId = actor.request().value();
  }
}
