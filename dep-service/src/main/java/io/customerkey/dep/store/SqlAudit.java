package io.customerkey.dep.store;

import io.customerkey.crypto.id.TenantId;
import io.customerkey.dep.audit.Actor;
import io.customerkey.dep.audit.AdminAction;
import io.customerkey.dep.audit.AuditLog;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Acts that change nothing in this database. */
@ApplicationScoped
class SqlAudit implements AuditLog {
  private final Pool pool;
  private final Clock clock;

  SqlAudit(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  @Override
  public Uni<Void> record(Actor actor, TenantId tenant, AdminAction action, String object) {
    return Sql.audit(pool, clock.instant(), actor, Optional.of(tenant), action, object);
  }

  @Override
  public Uni<Void> record(Actor actor, AdminAction action, String object) {
    return Sql.audit(pool, clock.instant(), actor, Optional.empty(), action, object);
  }
}
