package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.client.FileClient;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Blobs;
import io.customerkey.system.suite.Sites;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What somebody did to a blob or a row is refused; nothing else is served in its place. */
final class FileRefusalsST {
  private static final int SEVERAL_CHUNKS = 9_000_000;

  private final Suite suite = Suite.running();
  private final Sites sites = new Sites(suite, Tenant.create(suite));
  private final Blobs blobs = new Blobs(suite);
  private final SiteId site = sites.registeredSite();

  /** Does something to the blobs of a file. */
  @FunctionalInterface
  private interface Harm {
    void to(List<Path> chunks) throws Exception;
  }

  private static byte[] bytes(int seed) {
    byte[] bytes = new byte[SEVERAL_CHUNKS];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private void assertRefusedAfter(Harm harm) throws Exception {
    try (FileClient client = sites.workload()) {
      FileId file = Sites.put(client, site, bytes(1));
      FileId other = Sites.put(client, site, bytes(2));
      List<Path> chunks = blobs.of(file);
      assertThat(chunks).hasSize(3);

      harm.to(chunks);

      assertRefused(client, file);
      assertThat(Sites.get(client, site, other)).isEqualTo(bytes(2));
      assertThat(client.delete(site, file).existed()).isTrue();
    }
  }

  private void assertRefused(FileClient client, FileId file) {
    assertThatThrownBy(() -> Sites.get(client, site, file))
        .isInstanceOfSatisfying(
            CustomerKeyException.class,
            e -> assertThat(e.reason()).isEqualTo(FailureReason.FAILURE_REASON_CONTENT_REJECTED));
  }

  @Test
  void refusesAChangedByte() throws Exception {
    assertRefusedAfter(chunks -> {
      byte[] bytes = Files.readAllBytes(chunks.get(1));
      bytes[bytes.length / 2] ^= 1;
      Files.write(chunks.get(1), bytes);
    });
  }

  @Test
  void refusesAMissingChunk() throws Exception {
    assertRefusedAfter(chunks -> Files.delete(chunks.get(2)));
  }

  @Test
  void refusesATruncatedChunk() throws Exception {
    assertRefusedAfter(chunks -> {
      byte[] bytes = Files.readAllBytes(chunks.get(0));
      Files.write(chunks.get(0), Arrays.copyOf(bytes, bytes.length - 1));
    });
  }

  @Test
  void refusesSwappedChunks() throws Exception {
    assertRefusedAfter(chunks -> {
      byte[] first = Files.readAllBytes(chunks.get(0));
      Files.write(chunks.get(0), Files.readAllBytes(chunks.get(1)));
      Files.write(chunks.get(1), first);
    });
  }

  @Test
  void refusesARepeatedChunk() throws Exception {
    assertRefusedAfter(chunks -> Files.write(chunks.get(1), Files.readAllBytes(chunks.get(0))));
  }

  @Test
  void refusesTheManifestOfAnotherVersion() throws Exception {
    try (FileClient client = sites.workload()) {
      FileId file = Sites.put(client, site, bytes(1));
      byte[] old = manifest(file);
      Sites.put(client, site, file, bytes(2));

      replaceManifest(file, old);

      assertRefused(client, file);
    }
  }

  @Test
  void refusesTheManifestOfAnotherFile() throws Exception {
    try (FileClient client = sites.workload()) {
      FileId file = Sites.put(client, site, bytes(1));
      FileId other = Sites.put(client, site, bytes(2));

      replaceManifest(file, manifest(other));

      assertRefused(client, file);
      assertThat(Sites.get(client, site, other)).isEqualTo(bytes(2));
    }
  }

  private byte[] manifest(FileId file) throws SQLException {
    try (Connection database = suite.database("sharepoint");
        PreparedStatement select =
            database.prepareStatement("SELECT manifest FROM file WHERE file = ?")) {
      select.setObject(1, file.value().toUuid());
      try (ResultSet rows = select.executeQuery()) {
        assertThat(rows.next()).isTrue();
        return rows.getBytes(1);
      }
    }
  }

  private void replaceManifest(FileId file, byte[] manifest) throws SQLException {
    try (Connection database = suite.database("sharepoint");
        PreparedStatement update =
            database.prepareStatement("UPDATE file SET manifest = ? WHERE file = ?")) {
      update.setBytes(1, manifest);
      update.setObject(2, file.value().toUuid());
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }
}
