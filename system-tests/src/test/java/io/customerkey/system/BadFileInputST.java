package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.client.ByteRange;
import io.customerkey.client.Content;
import io.customerkey.client.FileClient;
import io.customerkey.client.FileFilter;
import io.customerkey.client.NewFile;
import io.customerkey.client.RetryPolicy;
import io.customerkey.crypto.SecureRandomSource;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.MailboxId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Blobs;
import io.customerkey.system.suite.Ck;
import io.customerkey.system.suite.Http;
import io.customerkey.system.suite.Sites;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mistakes with files and folders: a clear error, and nothing half-done. */
final class BadFileInputST {
  private static final SecureRandomSource RANDOM = new SecureRandomSource();
  private static final long LARGEST = 268_435_456_000L;
  private static final Duration SWEPT_WITHIN = Duration.ofMinutes(3);

  private final Suite suite = Suite.running();
  private final Tenant tenant = Tenant.create(suite);
  private final Sites sites = new Sites(suite, tenant);
  @TempDir private Path folder;

  private static void assertReason(ThrowingCallable call, FailureReason reason) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CustomerKeyException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static void assertNothingStored(FileClient client, SiteId site) {
    assertThat(client.list(site, FileFilter.LIVE, Purpose.PURPOSE_USER_READ).hasNext()).isFalse();
  }

  private static void put(FileClient client, SiteId site, String path, InputStream in, long length)
      throws IOException {
    var _ =
        client.put(new NewFile(site, FileId.random(RANDOM), path, ""), Content.once(in, length));
  }

  @Test
  void isToldOfAFileOverTheLimitBeforeItIsSent() {
    SiteId site = sites.site();
    try (FileClient client = sites.workload()) {
      assertReason(
          () -> put(client, site, "a", InputStream.nullInputStream(), LARGEST + 1),
          FailureReason.FAILURE_REASON_LIMIT_EXCEEDED);
      assertNothingStored(client, site);
    }
  }

  @ParameterizedTest
  @CsvSource({"3000000, 2000000", "2000000, 3000000", "1, 0", "0, 1"})
  void isToldOfAWrongLength(int declared, int sent) {
    SiteId site = sites.site();
    try (FileClient client = sites.workload()) {
      assertReason(
          () -> put(client, site, "a", new ByteArrayInputStream(new byte[sent]), declared),
          FailureReason.FAILURE_REASON_ARGUMENT_INVALID);
      assertNothingStored(client, site);
    }
  }

  /** Content that cannot be read to its end. */
  private static final class Breaking extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("the cable");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throw new IOException("the cable");
    }
  }

  @Test
  void leavesNothingOfABrokenUpload() throws SQLException {
    SiteId site = sites.site();
    Blobs blobs = new Blobs(suite);
    // Other tests replace files, whose chunks are kept for a while.
    Set<String> lyingBefore = blobs.orphans();
    InputStream breaks =
        new SequenceInputStream(new ByteArrayInputStream(new byte[5 << 20]), new Breaking());
    try (FileClient client = sites.workload()) {
      assertThatThrownBy(() -> put(client, site, "a", breaks, 6 << 20))
          .isInstanceOf(IOException.class)
          .hasMessage("the cable");
      assertNothingStored(client, site);
    }
    // The first chunk was stored when the upload broke.
    Awaitility.await()
        .atMost(SWEPT_WITHIN)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(lyingBefore).containsAll(blobs.orphans()));
  }

  @ParameterizedTest
  @CsvSource({"11, 0", "0, 11", "10, 1", "9223372036854775807, 1"})
  void isToldOfARangeOutside(long offset, long length) {
    SiteId site = sites.site();
    try (FileClient client = sites.workload()) {
      FileId file = Sites.put(client, site, new byte[10]);

      assertReason(
          () ->
              client.get(
                  site,
                  file,
                  new ByteRange(offset, length),
                  Purpose.PURPOSE_USER_READ,
                  OutputStream.nullOutputStream()),
          FailureReason.FAILURE_REASON_ARGUMENT_INVALID);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a\\b", "a\nb", "a\0b"})
  void isToldOfANameWithTricks(String path) {
    SiteId site = sites.site();
    try (FileClient client = sites.workload()) {
      assertReason(
          () -> put(client, site, path, new ByteArrayInputStream(new byte[1]), 1),
          FailureReason.FAILURE_REASON_ARGUMENT_INVALID);
      FileId file = Sites.put(client, site, new byte[1]);
      assertReason(
          () -> client.rename(site, file, path), FailureReason.FAILURE_REASON_ARGUMENT_INVALID);
    }
  }

  @Test
  void doesNotSeeASiteOfAnotherTenant() {
    SiteId site = sites.site();
    Sites others = new Sites(suite, Tenant.create(suite));
    try (FileClient owner = sites.workload();
        FileClient stranger = others.workload()) {
      FileId file = Sites.put(owner, site, new byte[1]);

      assertReason(() -> Sites.get(stranger, site, file), FailureReason.FAILURE_REASON_NOT_FOUND);
      assertReason(
          () -> Sites.put(stranger, site, new byte[1]), FailureReason.FAILURE_REASON_NOT_FOUND);
      assertReason(() -> stranger.statistics(site), FailureReason.FAILURE_REASON_NOT_FOUND);
    }
  }

  @Test
  void isToldOfAnUnknownGeo() {
    Http.Answer site =
        tenant.rest(
            "PUT",
            "/sites/" + SiteId.random(RANDOM),
            Map.of("name", "x", "kind", "SITE", "geo", "EUR"));
    assertThat(site.status()).isEqualTo(400);
    assertThat(site.text("field")).isEqualTo("geo");

    Http.Answer registration =
        tenant.rest("PUT", "/registrations/XYZ", Map.of("policyId", sites.policy().toString()));
    assertThat(registration.status()).isIn(400, 404);
    assertThat(registration.text("field")).isEqualTo("geo");
  }

  @Test
  void isToldOfAPolicyOfTheOtherWorkload() {
    Http.Answer answer =
        tenant.rest(
            "PUT", "/registrations/" + Sites.HOME, Map.of("policyId", tenant.policy().toString()));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("field")).isEqualTo("policyId");
  }

  @Test
  void isToldThatTheBlobStoreRefusesAndStoresNothing() throws IOException {
    SiteId site = sites.site();
    Path store = suite.data().resolve("blobs");
    Path away = suite.data().resolve("blobs-away");
    try (FileClient client = sites.workload(RetryPolicy.NONE, List.of("USER_READ", "USER_WRITE"))) {
      FileId before = Sites.put(client, site, new byte[] {1});
      Files.move(store, away);
      try {
        assertReason(
            () -> Sites.put(client, site, new byte[] {2}),
            FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE);
      } finally {
        Files.move(away, store);
      }

      assertThat(Sites.get(client, site, before)).containsExactly(1);
      assertThat(client.statistics(site).items()).isEqualTo(1);
    }
  }

  @Test
  void isToldOfAMalformedMboxByItsLineAndStoresNothing() throws IOException {
    MailboxId mailbox = tenant.mailbox(tenant.policy());
    Path mbox = folder.resolve("old.mbox");
    Files.writeString(
        mbox,
        "From a@b Mon Nov 16 09:30:00 2026\nSubject: one\n\nbody\n\nFrom here on it is broken\n");

    Ck.Result result =
        suite
            .ck()
            .run(
                "mailbox",
                "import",
                mailbox.toString(),
                mbox.toString(),
                "--tenant",
                tenant.id().toString());

    assertThat(result.exit()).as(result.toString()).isEqualTo(4);
    assertThat(result.err()).contains("old.mbox").contains("line 6:");
    try (var client = tenant.workload()) {
      assertThat(client.list(mailbox, Purpose.PURPOSE_USER_READ).hasNext()).isFalse();
    }
  }
}
