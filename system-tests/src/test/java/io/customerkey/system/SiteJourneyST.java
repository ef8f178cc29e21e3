package io.customerkey.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.customerkey.client.ByteRange;
import io.customerkey.client.DeleteReceipt;
import io.customerkey.client.FileClient;
import io.customerkey.client.FileFilter;
import io.customerkey.client.StoredFile;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.PolicyId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.common.v1.Purpose;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.customerkey.system.suite.Sites;
import io.customerkey.system.suite.Suite;
import io.customerkey.system.suite.Tenant;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files of sites, from their registration to their return to the provider. */
final class SiteJourneyST {
  private static final int SEVERAL_CHUNKS = 9_000_001;
  private static final int SITES = 12;

  private final Suite suite = Suite.running();
  private final Tenant tenant = Tenant.create(suite);
  private final Sites sites = new Sites(suite, tenant);

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void readsBackWhatWasStoredWholeAndByRange() throws IOException {
    SiteId site = sites.registeredSite();
    byte[] content = bytes(SEVERAL_CHUNKS);
    try (FileClient client = sites.workload()) {
      FileId file = Sites.put(client, site, content);
      FileId empty = Sites.put(client, site, new byte[0]);

      assertThat(Sites.get(client, site, file)).isEqualTo(content);
      assertThat(Sites.get(client, site, empty)).isEmpty();
      for (int offset : new int[] {0, 1, 4_194_303, 4_194_304, 8_999_999, SEVERAL_CHUNKS}) {
        int length = Math.min(5_000_000, SEVERAL_CHUNKS - offset);
        ByteArrayOutputStream range = new ByteArrayOutputStream();
        StoredFile stored =
            client.get(site, file, new ByteRange(offset, length), Purpose.PURPOSE_USER_READ, range);
        assertThat(range.toByteArray())
            .as("from %d", offset)
            .isEqualTo(Arrays.copyOfRange(content, offset, offset + length));
        assertThat(stored.chunks()).isGreaterThan(1);
      }
    }
  }

  @Test
  void followsTheRegistrationOfItsGeoAndStaysReadable() {
    Map<SiteId, FileId> files = new HashMap<>();
    try (FileClient client = sites.workload()) {
      for (int i = 0; i < SITES; i++) {
        SiteId site = sites.site();
        files.put(site, Sites.put(client, site, new byte[] {(byte) i}));
      }
      assertThat(sites.registration().text("state")).isEqualTo("UNREGISTERED");
      PolicyId first = sites.policy();
      PolicyId second = sites.policy();

      for (PolicyId policy : List.of(first, second)) {
        sites.register(policy);
        assertThat(sites.registration().body().path("percent").asInt()).isEqualTo(100);
        files.forEach((site, file) -> {
          assertThat(client.statistics(site).policy()).contains(policy);
          assertThat(Sites.get(client, site, file)).hasSize(1);
        });
      }
      SiteId later = sites.site();
      FileId file = Sites.put(client, later, new byte[] {7});
      assertThat(client.statistics(later).policy()).contains(second);

      assertThat(tenant.rest("DELETE", "/registrations/" + Sites.HOME, Map.of()).status())
          .isEqualTo(200);
      org.awaitility.Awaitility.await()
          .atMost(java.time.Duration.ofSeconds(60))
          .until(() -> sites.registration().body().path("percent").asInt() == 100);
      assertThat(sites.registration().text("state")).isEqualTo("UNREGISTERED");
      assertThat(client.statistics(later).policy())
          .isPresent()
          .hasValueSatisfying(policy -> assertThat(policy).isNotIn(first, second));
      assertThat(Sites.get(client, later, file)).containsExactly(7);
    }
  }

  @Test
  void renamesDeletesAndRestoresAFile() {
    SiteId site = sites.registeredSite();
    try (FileClient client = sites.workload()) {
      FileId file = Sites.put(client, site, new byte[] {1, 2});
      FileId other = Sites.put(client, site, new byte[] {3});
      client.rename(site, file, "новое/имя.txt");
      assertThat(paths(client, site, new FileFilter(false, "новое/")))
          .containsExactly("новое/имя.txt");

      DeleteReceipt receipt = client.delete(site, file);

      assertThat(receipt.existed()).isTrue();
      assertThat(receipt.recoverableUntil()).isPresent();
      assertThat(client.delete(site, file).existed()).isFalse();
      assertThat(paths(client, site, FileFilter.LIVE)).containsExactly("folder/" + other);
      assertThat(paths(client, site, FileFilter.DELETED)).containsExactly("новое/имя.txt");
      assertThat(client.statistics(site).deleted()).isEqualTo(1);
      assertThatThrownBy(() -> Sites.get(client, site, file))
          .isInstanceOfSatisfying(
              CustomerKeyException.class,
              e -> assertThat(e.reason()).isEqualTo(FailureReason.FAILURE_REASON_NOT_FOUND));

      client.restore(site, file);

      assertThat(Sites.get(client, site, file)).containsExactly(1, 2);
      assertThat(paths(client, site, FileFilter.DELETED)).isEmpty();
    }
  }

  private static List<String> paths(FileClient client, SiteId site, FileFilter filter) {
    List<String> paths = new ArrayList<>();
    client
        .list(site, filter, Purpose.PURPOSE_USER_READ)
        .forEachRemaining(file -> paths.add(file.path()));
    return paths;
  }
}
