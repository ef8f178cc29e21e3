package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.customerkey.crypto.id.FileId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Policies;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.encryptor.reencryption.AssignmentSweep;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Workload;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Files under leases, refusals and moves of their site's key. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class SiteKeysIT extends WithOneFile {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject AssignmentSweep sweep;

  private long epoch = 1;

  @Test
  void asksOnceWhileTheLeaseLasts() {
    int before = one.keyUnwrap().unwraps();

    workload.get(site, file);
    workload.put(site, FileId.random(Ids.RANDOM), content);

    assertThat(one.keyUnwrap().unwraps()).isEqualTo(before);
  }

  @Test
  void refusesEverythingThatNeedsTheKeyOnceItIsDropped() {
    drop();
    one.keyUnwrap().refuse(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);
    FailureReason denied = FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED;

    Refusals.refused(denied, () -> workload.get(site, file));
    Refusals.refused(denied, () -> workload.list(site));
    Refusals.refused(denied, () -> workload.rename(site, file, "a"));
    Refusals.refused(denied, () -> workload.put(site, file, content));
    Refusals.refused(denied, () -> workload.put(site, FileId.random(Ids.RANDOM), new byte[1]));

    one.keyUnwrap().reset();
    drop();
    assertThat(workload.list(site).getFilesCount()).isEqualTo(1);
  }

  @Test
  void passesOnThatBothVaultsAreAwayAsSomethingToTryAgain() {
    drop();
    one.keyUnwrap().refuse(FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE);

    assertThat(
            Refusals.refused(
                    FailureReason.FAILURE_REASON_VAULT_UNAVAILABLE, () -> workload.get(site, file))
                .retryable())
        .isTrue();
  }

  @Test
  void stopsAnUploadInItsMiddleWhenTheKeyIsDenied() {
    FileId begun = FileId.random(Ids.RANDOM);
    Workload.Begun upload = begin(begun);

    drop();
    one.keyUnwrap().refuse(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);
    upload.send(2 * CHUNK);

    Refusals.refused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, upload::end);
    one.keyUnwrap().reset();
    drop();
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, begun));
    await().atMost(PATIENCE).until(() -> staged() == 0);
  }

  @Test
  void goesOnWithAnUploadWhoseSiteMovedToAnotherPolicyMeanwhile() {
    FileId begun = FileId.random(Ids.RANDOM);
    Workload.Begun upload = begin(begun);

    Policies.Policy next = move();
    drop();
    upload.send(2 * CHUNK);

    assertThat(upload.end().getFileVersion()).isEqualTo(1);
    assertThat(workload.get(site, begun).content()).hasSize(4 * CHUNK);
    assertThat(workload.statistics(site).getPolicyId()).isEqualTo(Ids.bytes(next.id()));
  }

  @Test
  void movesTheKeyOfASiteAndNoFile() {
    Policies.Policy next = move();

    assertThat(workload.statistics(site).getPolicyId()).isEqualTo(Ids.bytes(next.id()));
    assertThat(workload.statistics(site).getAssignmentVersion()).isEqualTo(2);
    assertThat(workload.get(site, file).content()).isEqualTo(content);
    assertThat(workload.put(site, file, content).getFileVersion()).isEqualTo(2);
  }

  /** A file of four chunks, of which two are stored. */
  private Workload.Begun begin(FileId file) {
    Workload.Begun upload = workload.begin(site, file, 4L * CHUNK);
    upload.send(2 * CHUNK);
    await().atMost(PATIENCE).until(() -> staged() == 2);
    return upload;
  }

  private Policies.Policy move() {
    Policies.Policy next = one.policies().create(one.tenant());
    one.assignments().assign(site, next, 2);
    sweep.run().await().atMost(PATIENCE);
    return next;
  }

  /** Drops the site's first policy, under an epoch that what is answered afterwards has too. */
  private void drop() {
    await().atMost(PATIENCE).until(() -> one.keyUnwrap().attached() == 1);
    one.keyUnwrap().acknowledged().clear();
    one.keyUnwrap().drop(one.policy().id(), ++epoch);
    await().atMost(PATIENCE).until(() -> one.keyUnwrap().acknowledged().contains(epoch));
  }

  private long staged() {
    return tables.count(
        "SELECT count(*) FROM chunk JOIN content USING (content)"
            + " WHERE site = $1 AND state = 'STAGED'",
        site.toUuid());
  }
}
