package io.customerkey.exchange;

import static io.customerkey.encryptor.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.encryptor.fake.FullDisk;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Policies;
import io.customerkey.encryptor.reencryption.AssignmentSweep;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.protocol.common.v1.FailureReason;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk of PostgreSQL is full: everything is refused clearly, and nothing is half-done. */
@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class FullDatabaseIT extends WithOneMailbox {
  private static final int LARGE = 3 << 20;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject AssignmentSweep sweep;

  private final byte[] content = Ids.random(100);

  @BeforeEach
  void storeAnItem() {
    workload.put(mailbox, item, content);
  }

  @ParameterizedTest
  @CsvSource({
    "content_stream, STATEMENT, 10",
    "content_stream, COMMIT, 10",
    "item_segment, STATEMENT, 10",
    "item_segment, STATEMENT, " + LARGE,
    "item_segment, COMMIT, " + LARGE,
    "item, STATEMENT, 10",
    "item, STATEMENT, " + LARGE,
    "item, COMMIT, " + LARGE
  })
  void storesNothingOfAnItem(String table, FullDisk.When when, int length) {
    ItemId another = ItemId.random(Ids.RANDOM);
    byte[] wanted = Ids.random(length);

    FullDisk.during(
        database,
        table,
        when,
        () -> {
          FullDisk.refused(() -> workload.put(mailbox, another, wanted));
          FullDisk.refused(() -> workload.put(mailbox, item, wanted));
        });

    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(mailbox, another));
    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    assertThat(workload.statistics(mailbox).getItemCount()).isEqualTo(1);
    assertThat(
            database.count(
                "SELECT count(*) FROM content_stream WHERE mailbox = $1", mailbox.toUuid()))
        .isEqualTo(1);
    workload.put(mailbox, another, wanted);
    assertThat(workload.get(mailbox, another).content()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "policy_generation, STATEMENT",
    "mailbox, STATEMENT",
    "mailbox, COMMIT",
    "mailbox_key_version, STATEMENT"
  })
  void makesNoMailboxWithoutItsKey(String table, FullDisk.When when) {
    MailboxId fresh = one.another();

    FullDisk.during(
        database, table, when, () -> FullDisk.refused(() -> workload.put(fresh, item, content)));

    assertThat(database.count("SELECT count(*) FROM mailbox WHERE mailbox = $1", fresh.toUuid()))
        .isZero();
    workload.put(fresh, item, content);
    assertThat(workload.get(fresh, item).content()).isEqualTo(content);
  }

  @Test
  void deletesAndRestoresNothing() {
    FullDisk.during(
        database,
        "item",
        FullDisk.When.STATEMENT,
        () -> FullDisk.refused(() -> workload.delete(mailbox, item)));
    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    workload.delete(mailbox, item);
    FullDisk.during(
        database,
        "item",
        FullDisk.When.STATEMENT,
        () -> FullDisk.refused(() -> workload.restore(mailbox, item)));
    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(mailbox, item));
  }

  @ParameterizedTest
  @CsvSource({
    "policy_generation, STATEMENT",
    "mailbox_key_version, STATEMENT",
    "mailbox, STATEMENT",
    "outbox, STATEMENT",
    "outbox, COMMIT"
  })
  void movesNoKeyByHalf(String table, FullDisk.When when) {
    Policies.Policy next = one.policies().create(one.tenant());
    one.assignments().assign(mailbox, next, 2);

    FullDisk.during(
        database, table, when, () -> FullDisk.refused(() -> sweep.run().await().atMost(PATIENCE)));

    assertThat(workload.statistics(mailbox).getPolicyId()).isEqualTo(Ids.bytes(one.policy().id()));
    assertThat(workload.statistics(mailbox).getAssignmentVersion()).isEqualTo(1);
    sweep.run().await().atMost(PATIENCE);
    assertThat(workload.statistics(mailbox).getPolicyId()).isEqualTo(Ids.bytes(next.id()));
    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
  }
}
