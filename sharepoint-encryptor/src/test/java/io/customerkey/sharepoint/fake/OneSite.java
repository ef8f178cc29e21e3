package io.customerkey.sharepoint.fake;

import io.customerkey.crypto.id.SiteId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.fake.FakeAssignments;
import io.customerkey.encryptor.fake.FakeKeyUnwrap;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.OneTenant;
import io.customerkey.encryptor.fake.Policies;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A site of a new tenant, with a policy, and who may use it. New for each test. */
@Dependent
public class OneSite extends OneTenant {
  private final SiteId site;

  OneSite(
      Policies policies,
      @Any FakeKeyUnwrap keyUnwrap,
      @Any FakeAssignments assignments,
      @ConfigProperty(name = "encryptor.test.port") int port) {
    super(policies, keyUnwrap, assignments, port);
    site = another();
  }

  public SiteId id() {
    return site;
  }

  /** A further site of the same tenant and policy. */
  public final SiteId another() {
    SiteId further = SiteId.random(Ids.RANDOM);
    assignments().assign(further, policy(), 1);
    return further;
  }

  public Workload workload() {
    return Workload.of(tenant(), port());
  }

  public Workload stranger() {
    return Workload.of(TenantId.random(Ids.RANDOM), port());
  }
}
