package io.customerkey.encryptor.fake;

import io.customerkey.crypto.id.TenantId;

/** A new tenant with a policy, and the peers that the service under test sees, as they are new. */
public abstract class OneTenant {
  private final TenantId tenant = TenantId.random(Ids.RANDOM);
  private final FakeKeyUnwrap keyUnwrap;
  private final FakeAssignments assignments;
  private final Policies policies;
  private final Policies.Policy policy;
  private final int port;

  /** The port is that of the service, and of its peers. */
  protected OneTenant(
      Policies policies, FakeKeyUnwrap keyUnwrap, FakeAssignments assignments, int port) {
    this.policies = policies;
    this.keyUnwrap = keyUnwrap;
    this.assignments = assignments;
    this.port = port;
    reset();
    this.policy = policies.create(tenant);
  }

  /** Peers that answer as if nothing was asked of them before. */
  public final void reset() {
    keyUnwrap.reset();
    assignments.down(false);
  }

  public final TenantId tenant() {
    return tenant;
  }

  public final Policies.Policy policy() {
    return policy;
  }

  public final Policies policies() {
    return policies;
  }

  public final FakeKeyUnwrap keyUnwrap() {
    return keyUnwrap;
  }

  public final FakeAssignments assignments() {
    return assignments;
  }

  public final int port() {
    return port;
  }
}
