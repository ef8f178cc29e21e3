package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.fake.Database;
import io.customerkey.encryptor.fake.FullDisk;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Sweeps;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The disk of PostgreSQL is full: everything is refused clearly, and nothing is half-done. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class FullDatabaseIT extends WithOneFile {
  private static final int LARGE = 5 * CHUNK;

  @Inject Database database;
  @Inject Sweeps sweeps;

  @ParameterizedTest
  @CsvSource({
    "content, STATEMENT, 10",
    "content, STATEMENT, " + LARGE,
    "content, COMMIT, " + LARGE,
    "chunk, STATEMENT, 10",
    "chunk, STATEMENT, " + LARGE,
    "chunk, COMMIT, " + LARGE,
    "file, STATEMENT, 10",
    "file, COMMIT, 10",
    "file, STATEMENT, " + LARGE,
    "file, COMMIT, " + LARGE
  })
  void storesNothingOfAFile(String table, FullDisk.When when, int length) {
    FileId another = FileId.random(Ids.RANDOM);
    byte[] wanted = Ids.random(length);

    FullDisk.during(
        database,
        table,
        when,
        () -> {
          FullDisk.refused(() -> workload.put(site, another, wanted));
          FullDisk.refused(() -> workload.put(site, file, wanted));
        });

    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, another));
    assertThat(workload.get(site, file).content()).isEqualTo(content);
    assertThat(workload.list(site).getFilesCount()).isEqualTo(1);
    sweeps.everything();
    assertThat(tables.unrecorded()).isEmpty();
    assertThat(tables.count("SELECT count(*) FROM content WHERE site = $1", site.toUuid()))
        .isEqualTo(1);
    assertThat(workload.put(site, another, wanted).getFileVersion()).isEqualTo(1);
    assertThat(workload.get(site, another).content()).isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "policy_generation, STATEMENT",
    "site, STATEMENT",
    "site, COMMIT",
    "site_key_version, STATEMENT"
  })
  void makesNoSiteWithoutItsKey(String table, FullDisk.When when) {
    SiteId fresh = one.another();

    FullDisk.during(
        database, table, when, () -> FullDisk.refused(() -> workload.put(fresh, file, content)));

    assertThat(tables.count("SELECT count(*) FROM site WHERE site = $1", fresh.toUuid())).isZero();
    workload.put(fresh, file, content);
    assertThat(workload.get(fresh, file).content()).isEqualTo(content);
  }

  @Test
  void renamesDeletesAndRestoresNothing() {
    FullDisk.during(
        database,
        "file",
        FullDisk.When.STATEMENT,
        () -> {
          FullDisk.refused(() -> workload.rename(site, file, "another/path"));
          FullDisk.refused(() -> workload.delete(site, file));
        });
    assertThat(workload.get(site, file).description().getPath()).isEqualTo("folder/" + file);
    workload.delete(site, file);
    FullDisk.during(
        database,
        "file",
        FullDisk.When.STATEMENT,
        () -> FullDisk.refused(() -> workload.restore(site, file)));
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, file));
  }
}
