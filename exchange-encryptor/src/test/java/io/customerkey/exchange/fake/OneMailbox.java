package io.customerkey.exchange.fake;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.encryptor.fake.FakeAssignments;
import io.customerkey.encryptor.fake.FakeKeyUnwrap;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.OneTenant;
import io.customerkey.encryptor.fake.Policies;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A mailbox of a new tenant, with a policy, and who may use it. New for each test. */
@Dependent
public class OneMailbox extends OneTenant {
  private final MailboxId mailbox;

  OneMailbox(
      Policies policies,
      @Any FakeKeyUnwrap keyUnwrap,
      @Any FakeAssignments assignments,
      @ConfigProperty(name = "encryptor.test.port") int port) {
    super(policies, keyUnwrap, assignments, port);
    mailbox = another();
  }

  public MailboxId id() {
    return mailbox;
  }

  /** A further mailbox of the same tenant and policy. */
  public final MailboxId another() {
    MailboxId further = MailboxId.random(Ids.RANDOM);
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
