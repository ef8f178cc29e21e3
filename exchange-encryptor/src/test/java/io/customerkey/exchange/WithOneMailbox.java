package io.customerkey.exchange;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.fake.Database;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.exchange.fake.OneMailbox;
import io.customerkey.exchange.fake.Workload;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of an empty mailbox, each with a workload of its tenant. */
abstract class WithOneMailbox {
  @Inject OneMailbox one;
  @Inject Database database;

  final ItemId item = ItemId.random(Ids.RANDOM);
  MailboxId mailbox;
  Workload workload;

  @BeforeEach
  void open() {
    mailbox = one.id();
    workload = one.workload();
  }

  @AfterEach
  void close() {
    workload.close();
    one.reset();
  }
}
