package io.customerkey.sharepoint.fake;

import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.fake.FakeAssignments;
import io.customerkey.encryptor.fake.FakeKeyUnwrap;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Policies;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A site of a new tenant, with a policy, and who may use it. */
@Dependent
public class OneSite {
  private final TenantId tenant = TenantId.random(Ids.RANDOM);
  private final SiteId site = SiteId.random(Ids.RANDOM);
  private final FakeKeyUnwrap keyUnwrap;
  private final FakeAssignments assignments;
  private final Policies policies;
  private final Policies.Policy policy;
  private final int port;

  OneSite(
      Policies policies,
      @Any FakeKeyUnwrap keyUnwrap,
      @Any FakeAssignments assignments,
      @ConfigProperty(name = "encryptor.test.port") int port) {
    this.policies = policies;
    this.keyUnwrap = keyUnwrap;
    this.assignments = assignments;
    this.port = port;
    keyUnwrap.reset();
    assignments.down(false);
    policy = policies.create(tenant);
    assignments.assign(site, policy, 1);
  }

  public SiteId id() {
    return site;
  }

  public TenantId tenant() {
    return tenant;
  }

  public Policies.Policy policy() {
    return policy;
  }

  /** A further site of the same tenant and policy. */
  public SiteId another() {
    SiteId further = SiteId.random(Ids.RANDOM);
    assignments.assign(further, policy, 1);
    return further;
  }

  public FakeKeyUnwrap keyUnwrap() {
    return keyUnwrap;
  }

  public FakeAssignments assignments() {
    return assignments;
  }

  public Policies policies() {
    return policies;
  }

  public int port() {
    return port;
  }

  public Workload workload() {
    return Workload.of(tenant, port);
  }

  public Workload stranger() {
    return Workload.of(TenantId.random(Ids.RANDOM), port);
  }
}
