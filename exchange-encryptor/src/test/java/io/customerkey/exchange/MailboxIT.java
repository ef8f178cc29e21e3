package io.customerkey.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.ItemId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.TenantId;
import io.customerkey.crypto.item.StreamLayout;
import io.customerkey.encryptor.fake.FakeAssignments;
import io.customerkey.encryptor.fake.FakeKeyUnwrap;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Policies;
import io.customerkey.exchange.content.StagedUploads;
import io.customerkey.exchange.fake.ExchangeStack;
import io.customerkey.exchange.fake.Workload;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.exchange.v1.ListItemsResponse;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ExchangeStack.class)
class MailboxIT {
  @Inject Policies policies;
  @Inject @Any FakeKeyUnwrap keyUnwrap;
  @Inject @Any FakeAssignments assignments;
  @Inject StagedUploads staged;
  @Inject Pool pool;

  @ConfigProperty(name = "encryptor.test.port")
  int port;

  private final TenantId tenant = TenantId.random(Ids.RANDOM);
  private final MailboxId mailbox = MailboxId.random(Ids.RANDOM);
  private final ItemId item = ItemId.random(Ids.RANDOM);
  private Policies.Policy policy;
  private Workload workload;

  @BeforeEach
  void assign() {
    keyUnwrap.reset();
    assignments.down(false);
    policy = policies.create(tenant);
    assignments.assign(mailbox, policy, 1);
    workload = Workload.of(tenant, port);
  }

  @AfterEach
  void close() {
    workload.close();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        StreamLayout.FIRST_CAPACITY - 1,
        StreamLayout.FIRST_CAPACITY,
        StreamLayout.FIRST_CAPACITY + 1,
        StreamLayout.FIRST_CAPACITY + StreamLayout.CAPACITY,
        StreamLayout.FIRST_CAPACITY + StreamLayout.CAPACITY + 1,
        5 << 20
      })
  void givesBackByteForByteWhatWasPut(int length) {
    byte[] content = Ids.random(length);

    workload.put(mailbox, item, content);

    Workload.Read read = workload.get(mailbox, item);
    assertThat(read.content()).isEqualTo(content);
    assertThat(read.description().getContentLength()).isEqualTo(length);
    assertThat(read.description().getStreamVersion()).isEqualTo(1);
    assertThat(read.description().getProperties().getSubject()).isEqualTo("a subject in the plain");
  }

  @Test
  void replacesAnItemWholeAndLeavesNoSegmentOfTheOldOne() {
    workload.put(mailbox, item, Ids.random(3 << 20));
    byte[] content = Ids.random(1000);

    assertThat(workload.put(mailbox, item, content).getStreamVersion()).isEqualTo(2);

    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    assertThat(segments()).isEqualTo(1);
    assertThat(workload.list(mailbox, 10, "").getItemsCount()).isEqualTo(1);
  }

  @Test
  void takesARetryForTheSamePut() {
    byte[] content = Ids.random(10);
    workload.put(mailbox, item, content);
    workload.put(mailbox, item, content);

    assertThat(workload.get(mailbox, item).content()).isEqualTo(content);
    assertThat(workload.statistics(mailbox).getItemCount()).isEqualTo(1);
  }

  @Test
  void deletesAnItemWithItsSegments() {
    workload.put(mailbox, item, Ids.random(2 << 20));

    assertThat(workload.delete(mailbox, item)).isTrue();

    assertThat(workload.delete(mailbox, item)).isFalse();
    assertThat(segments()).isZero();
    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(mailbox, item));
  }

  @Test
  void listsAllItemsInPagesInOrderOfId() {
    List<ItemId> put = new ArrayList<>();
    IntStream.range(0, 7).forEach(n -> put.add(ItemId.random(Ids.RANDOM)));
    put.forEach(id -> workload.put(mailbox, id, Ids.random(10)));

    List<ByteString> listed = new ArrayList<>();
    ListItemsResponse page = workload.list(mailbox, 3, "");
    int pages = 1;
    page.getItemsList().forEach(i -> listed.add(i.getItemId()));
    while (!page.getNextPageToken().isEmpty()) {
      page = workload.list(mailbox, 3, page.getNextPageToken());
      page.getItemsList().forEach(i -> listed.add(i.getItemId()));
      pages++;
    }

    assertThat(pages).isEqualTo(3);
    assertThat(listed)
        .containsExactlyElementsOf(
            put.stream()
                .map(Ids::bytes)
                .sorted(ByteString.unsignedLexicographicalComparator())
                .toList());
  }

  @Test
  void listsAMailboxThatNobodyHasWrittenToAsEmpty() {
    assertThat(workload.list(mailbox, 10, "").getItemsCount()).isZero();
    assertThat(workload.statistics(mailbox).getIsEncrypted()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1})
  void refusesAStreamOfAnotherLengthThanDeclaredAndLeavesNothing(int difference) {
    byte[] content = Ids.random(2 << 20);
    var header = Workload.header(mailbox, item, content.length + difference);

    CustomerKeyException refusal =
        refused(
            FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
            () -> workload.put(header, content, 100_000));

    assertThat(refusal.metadata()).containsEntry("field", "content_length");
    assertThat(segments()).isZero();
    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(mailbox, item));
  }

  @Test
  void refusesAnItemOverTheLimitAtItsHeader() {
    var header = Workload.header(mailbox, item, 157_286_401);

    CustomerKeyException refusal =
        refused(
            FailureReason.FAILURE_REASON_LIMIT_EXCEEDED,
            () -> workload.put(header, new byte[0], 1));

    assertThat(refusal.metadata())
        .containsEntry("field", "content_length")
        .containsEntry("limit", "157286400");
  }

  @Test
  void refusesAMailboxWithoutAnAssignment() {
    MailboxId unknown = MailboxId.random(Ids.RANDOM);

    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.put(unknown, item, new byte[1]));
    refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(unknown, item));
  }

  @Test
  void hidesAMailboxFromAnotherTenant() {
    workload.put(mailbox, item, Ids.random(10));

    try (Workload other = Workload.of(TenantId.random(Ids.RANDOM), port)) {
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.get(mailbox, item));
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.put(mailbox, item, new byte[1]));
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.delete(mailbox, item));
      refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> other.statistics(mailbox));
    }
  }

  @Test
  void refusesAPurposeThatTheTokenDoesNotGrantOrTheCallDoesNotHave() {
    workload.put(mailbox, item, Ids.random(10));

    refused(
        FailureReason.FAILURE_REASON_PURPOSE_NOT_ALLOWED,
        () -> workload.get(mailbox, item, Purpose.PURPOSE_EDISCOVERY));
    refused(
        FailureReason.FAILURE_REASON_PURPOSE_NOT_ALLOWED,
        () -> workload.get(mailbox, item, Purpose.PURPOSE_USER_WRITE));
    refused(
        FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
        () -> workload.get(mailbox, item, Purpose.PURPOSE_UNSPECIFIED));
  }

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
            .setProperties(
                io.customerkey.protocol.exchange.v1.ItemProperties.newBuilder()
                    .setSubject(marker)
                    .setFolder(marker));
    byte[] content =
        marker
            .repeat((1 << 20) / marker.length() + 1)
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    byte[] cut = java.util.Arrays.copyOf(content, 1 << 20);
    workload.put(header.build(), cut, 65_536);

    assertThat(
            count(
                "SELECT (SELECT count(*) FROM item_segment s JOIN item i USING (stream)"
                    + " WHERE i.mailbox = $2 AND position($1::bytea IN s.bytes) > 0)"
                    + " + (SELECT count(*) FROM item i"
                    + " WHERE i.mailbox = $2 AND position($1::bytea IN i.properties) > 0)",
                Buffer.buffer(marker),
                mailbox.toUuid()))
        .isZero();
    assertThat(count("SELECT count(*) FROM item WHERE mailbox = $1", mailbox.toUuid()))
        .isEqualTo(1);
  }

  @Test
  void sweepsAnUploadThatNobodyKeepsAlive() {
    workload.put(mailbox, item, Ids.random(10));
    UUID orphan = UUID.randomUUID();
    execute(
        "INSERT INTO content_stream (stream, mailbox, item, version, alive)"
            + " VALUES ($1, $2, $3, 7, now() - interval '1 hour')",
        orphan,
        mailbox.toUuid(),
        UUID.randomUUID());
    execute(
        "INSERT INTO item_segment (stream, number, bytes) VALUES ($1, 0, $2)",
        orphan,
        Buffer.buffer(new byte[100]));

    staged.sweep(Duration.ofMinutes(1)).await().atMost(Duration.ofSeconds(10));

    assertThat(segments()).isEqualTo(1);
    assertThat(workload.get(mailbox, item).content()).hasSize(10);
  }

  private CustomerKeyException refused(FailureReason reason, Executable call) {
    CustomerKeyException refusal = catchThrowableOfType(CustomerKeyException.class, call::execute);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    return refusal;
  }

  private long segments() {
    return count(
        "SELECT count(*) FROM item_segment s JOIN content_stream c USING (stream)"
            + " WHERE c.mailbox = $1",
        mailbox.toUuid());
  }

  private long count(String sql, Object... values) {
    return pool.preparedQuery(sql)
        .execute(Tuple.from(values))
        .await()
        .atMost(Duration.ofSeconds(10))
        .iterator()
        .next()
        .getLong(0);
  }

  private void update(String sql) {
    assertThat(execute(sql, mailbox.toUuid())).isEqualTo(1);
  }

  private int execute(String sql, Object... values) {
    return pool.preparedQuery(sql)
        .execute(Tuple.from(values))
        .await()
        .atMost(Duration.ofSeconds(10))
        .rowCount();
  }
}
