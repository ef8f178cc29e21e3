package io.customerkey.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.Id128;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileClientTest {
  private static final SiteId SITE = new SiteId(new Id128(1, 2));
  private static final FileId FILE = new FileId(new Id128(3, 4));
  private static final RetryPolicy QUICK =
      new RetryPolicy(2, Duration.ofMillis(1), Duration.ofMillis(2));

  @TempDir static Path folder;
  private static TestServer.Identities identities;

  private final FakeFileService fake = new FakeFileService();
  private TestServer server;
  private FileClient client;

  @BeforeAll
  static void makeIdentities() throws IOException, GeneralSecurityException {
    identities = TestServer.Identities.in(folder);
  }

  @BeforeEach
  void start() throws IOException {
    server = new TestServer(identities, fake);
    client = FileClient.to(server.endpoint(), server.client(), () -> "a.b.c").retries(QUICK).open();
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static NewFile file(FileId id, String path) {
    return new NewFile(SITE, id, path, "text/plain");
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(42).nextBytes(bytes);
    return bytes;
  }

  private byte[] read() throws IOException {
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    client.get(SITE, FILE, Purpose.PURPOSE_USER_READ, sink);
    return sink.toByteArray();
  }

  @Test
  void readsBackWhatItStored() throws IOException {
    byte[] content = bytes(3_000_001);

    PutReceipt receipt = client.put(file(FILE, "a/b.txt"), Content.of(content));

    assertThat(receipt.version()).isEqualTo(1);
    assertThat(read()).isEqualTo(content);
  }

  @Test
  void movesFilesFromPathsAndChannelsToPathsAndStreams() throws IOException {
    byte[] content = bytes(300_000);
    Path source = Files.write(folder.resolve("source"), content);
    Path target = Files.write(folder.resolve("target"), bytes(1));
    client.put(file(FILE, "a"), Content.of(source));

    StoredFile stored = client.get(SITE, FILE, Purpose.PURPOSE_USER_READ, target);

    assertThat(stored.length()).isEqualTo(content.length);
    assertThat(target).hasBinaryContent(content);
    client.put(
        file(FILE, "a"),
        Content.once(Channels.newChannel(new ByteArrayInputStream(content, 0, 10)), 10));
    ByteArrayOutputStream sink = new ByteArrayOutputStream();
    client.get(SITE, FILE, Purpose.PURPOSE_USER_READ, sink);
    assertThat(sink.toByteArray()).isEqualTo(Arrays.copyOf(content, 10));
  }

  @Test
  void leavesTheTargetAloneWhenTheFileCannotBeRead() throws IOException {
    Path target = Files.writeString(folder.resolve("kept"), "before");

    assertThatThrownBy(() -> client.get(SITE, FILE, Purpose.PURPOSE_USER_READ, target))
        .isInstanceOf(CustomerKeyException.class);

    assertThat(target).hasContent("before");
  }

  @Test
  void readsARange() throws IOException {
    byte[] content = bytes(500_000);
    client.put(file(FILE, "a"), Content.of(content));
    ByteArrayOutputStream sink = new ByteArrayOutputStream();

    StoredFile stored =
        client.get(SITE, FILE, new ByteRange(99_999, 200_002), Purpose.PURPOSE_USER_READ, sink);

    assertThat(sink.toByteArray()).isEqualTo(Arrays.copyOfRange(content, 99_999, 300_001));
    assertThat(stored.length()).isEqualTo(content.length);
  }

  @Test
  void goesOnWhereADownloadWasCutHoweverOften() throws IOException {
    byte[] content = bytes(950_000);
    client.put(file(FILE, "a"), Content.of(content));
    fake.cutDownloads.set(7);

    assertThat(read()).isEqualTo(content);
  }

  @Test
  void doesNotMixTwoVersionsOfAFile() throws IOException {
    client.put(file(FILE, "a"), Content.of(bytes(350_000)));
    fake.cutDownloads.set(1);
    fake.replacesWhenCut = true;

    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(CustomerKeyException.class, e -> assertThat(e.retryable()).isTrue())
        .hasMessageContaining("replaced while it was read");
  }

  @Test
  void triesAnUploadAgain() throws IOException {
    fake.failures.add(Failures.retryable(FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE));

    client.put(file(FILE, "a"), Content.of(bytes(1_000_000)));

    assertThat(fake.failures.calls).hasValue(2);
    assertThat(fake.files).hasSize(1);
  }

  @Test
  void walksThroughAllPagesAlsoEmptyOnes() throws IOException {
    for (int i = 0; i < 6; i++) {
      String path = (i == 2 || i == 3 ? "other/" : "docs/") + i;
      client.put(file(new FileId(new Id128(5, i)), path), Content.of(bytes(i)));
    }
    List<String> found = new ArrayList<>();

    client
        .list(SITE, new FileFilter(false, "docs/"), Purpose.PURPOSE_USER_READ)
        .forEachRemaining(stored -> found.add(stored.path()));

    assertThat(found).containsExactly("docs/0", "docs/1", "docs/4", "docs/5");
  }

  @Test
  void renamesDeletesAndRestores() throws IOException {
    client.put(file(FILE, "old"), Content.of(bytes(9)));

    client.rename(SITE, FILE, "new");
    assertThat(client.delete(SITE, FILE).existed()).isTrue();
    assertThat(client.list(SITE, FileFilter.LIVE, Purpose.PURPOSE_USER_READ).hasNext()).isFalse();
    assertThat(client.list(SITE, FileFilter.DELETED, Purpose.PURPOSE_USER_READ).next().path())
        .isEqualTo("new");
    assertThat(client.statistics(SITE).deleted()).isEqualTo(1);
    client.restore(SITE, FILE);

    assertThat(read()).isEqualTo(bytes(9));
  }
}
