package io.customerkey.exchange;

import static io.customerkey.encryptor.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.encryptor.fake.Ids;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.exchange.v1.ItemProperties;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is stored, seen and changed by somebody who can write the tables. */
@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class TamperedItemsIT extends WithOneMailbox {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void rejectsContentWhoseByteWasChangedInTheDatabase() {
    workload.put(mailbox, item, Ids.random(3 << 20));
    update(
        "UPDATE item_segment SET bytes = set_byte(bytes, 500, get_byte(bytes, 500) # 1)"
            + " WHERE number = 1 AND stream IN (SELECT stream FROM item WHERE mailbox = $1)");

    refused(FailureReason.FAILURE_REASON_CONTENT_REJECTED, () -> workload.get(mailbox, item));
  }

  @Test
  void rejectsContentWithADroppedSegment() {
    workload.put(mailbox, item, Ids.random(3 << 20));
    update(
        "DELETE FROM item_segment"
            + " WHERE number = 1 AND stream IN (SELECT stream FROM item WHERE mailbox = $1)");

    refused(FailureReason.FAILURE_REASON_CONTENT_REJECTED, () -> workload.get(mailbox, item));
  }

  @Test
  void rejectsContentWithReorderedSegments() {
    workload.put(mailbox, item, Ids.random(4 << 20));
    String its = " AND stream IN (SELECT stream FROM item WHERE mailbox = $1)";
    update("UPDATE item_segment SET number = 100 WHERE number = 1" + its);
    update("UPDATE item_segment SET number = 1 WHERE number = 2" + its);
    update("UPDATE item_segment SET number = 2 WHERE number = 100" + its);

    refused(FailureReason.FAILURE_REASON_CONTENT_REJECTED, () -> workload.get(mailbox, item));
  }

  @Test
  void rejectsPropertiesThatWereChangedInTheDatabase() {
    workload.put(mailbox, item, Ids.random(10));
    update(
        "UPDATE item SET properties = set_byte(properties, 60, get_byte(properties, 60) # 1)"
            + " WHERE mailbox = $1");

    refused(FailureReason.FAILURE_REASON_CONTENT_REJECTED, () -> workload.list(mailbox, 10, ""));
  }

  @Test
  void leavesNoPlaintextInTheTables() {
    String marker = "marker-" + UUID.randomUUID();
    var header =
        Workload.header(mailbox, item, 1 << 20).toBuilder()
            .setProperties(ItemProperties.newBuilder().setSubject(marker).setFolder(marker));
    byte[] content =
        marker.repeat((1 << 20) / marker.length() + 1).getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(content, 1 << 20);
    workload.put(header.build(), cut, 65_536);

    assertThat(
            database.count(
                "SELECT (SELECT count(*) FROM item_segment s JOIN item i USING (stream)"
                    + " WHERE i.mailbox = $2 AND position($1::bytea IN s.bytes) > 0)"
                    + " + (SELECT count(*) FROM item i"
                    + " WHERE i.mailbox = $2 AND position($1::bytea IN i.properties) > 0)",
                Buffer.buffer(marker),
                mailbox.toUuid()))
        .isZero();
    assertThat(database.count("SELECT count(*) FROM item WHERE mailbox = $1", mailbox.toUuid()))
        .isEqualTo(1);
  }

  @Test
  void acknowledgesNothingOfWhichTheDatabaseLostASegment() {
    byte[] content = Ids.random(3 << 20);

    refused(
        FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
        () ->
            workload.put(
                Workload.header(mailbox, item, content.length),
                content,
                1 << 20,
                this::loseTheFirstSegment));

    assertThat(database.count("SELECT count(*) FROM item WHERE mailbox = $1", mailbox.toUuid()))
        .isZero();
  }

  private void loseTheFirstSegment() {
    await()
        .atMost(PATIENCE)
        .until(() ->
            database.execute(
                    "DELETE FROM item_segment s USING content_stream c"
                        + " WHERE s.stream = c.stream AND s.number = 0 AND c.mailbox = $1",
                    mailbox.toUuid())
                == 1);
  }

  private void update(String sql) {
    assertThat(database.execute(sql, mailbox.toUuid())).isEqualTo(1);
  }
}
