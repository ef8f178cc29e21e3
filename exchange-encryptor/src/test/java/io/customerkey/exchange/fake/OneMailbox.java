package io.customerkey.exchange.fake;

import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.fake.OneObject;
import io.customerkey.encryptor.fake.Peers;
import jakarta.enterprise.context.Dependent;

/** A mailbox of a new tenant, and who may use it. New for each test. */
@Dependent
public class OneMailbox extends OneObject<MailboxId, Workload> {
  OneMailbox(Peers peers) {
    super(peers, MailboxId::random, Workload::of);
  }
}
