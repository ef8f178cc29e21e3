package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Policies;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.encryptor.fake.WorkloadChannel;
import io.customerkey.encryptor.reencryption.AssignmentSweep;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.sharepoint.v1.PutFileRequest;
import io.customerkey.protocol.sharepoint.v1.PutFileResponse;
import io.customerkey.sharepoint.fake.OneSite;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Tables;
import io.customerkey.sharepoint.fake.Workload;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files under leases, refusals and moves of their site's key. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class SiteKeysIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Instance<OneSite> sites;
  @Inject Tables tables;
  @Inject AssignmentSweep sweep;

  private final FileId file = FileId.random(Ids.RANDOM);
  private final byte[] content = Ids.random(3 * CHUNK);
  private OneSite one;
  private SiteId site;
  private Workload workload;
  private long epoch = 1;

  @BeforeEach
  void put() {
    one = sites.get();
    site = one.id();
    workload = one.workload();
    workload.put(site, file, content);
  }

  @AfterEach
  void close() {
    workload.close();
    one.keyUnwrap().reset();
    one.assignments().down(false);
  }

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
    WorkloadChannel.OneAnswer<PutFileResponse> answer = WorkloadChannel.answer();
    StreamObserver<PutFileRequest> call = workload.async().putFile(answer);
    call.onNext(
        PutFileRequest.newBuilder()
            .setHeader(Workload.header(site, begun, "a", 4L * CHUNK))
            .build());
    call.onNext(content(2 * CHUNK));
    await().atMost(PATIENCE).until(() -> staged() == 2);

    drop();
    one.keyUnwrap().refuse(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED);
    call.onNext(content(2 * CHUNK));
    call.onCompleted();

    Refusals.refused(FailureReason.FAILURE_REASON_CUSTOMER_KEY_DENIED, answer::join);
    one.keyUnwrap().reset();
    drop();
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, begun));
    await().atMost(PATIENCE).until(() -> staged() == 0);
  }

  @Test
  void goesOnWithAnUploadWhoseSiteMovedToAnotherPolicyMeanwhile() {
    FileId begun = FileId.random(Ids.RANDOM);
    WorkloadChannel.OneAnswer<PutFileResponse> answer = WorkloadChannel.answer();
    StreamObserver<PutFileRequest> call = workload.async().putFile(answer);
    call.onNext(
        PutFileRequest.newBuilder()
            .setHeader(Workload.header(site, begun, "a", 4L * CHUNK))
            .build());
    call.onNext(content(2 * CHUNK));
    await().atMost(PATIENCE).until(() -> staged() == 2);

    Policies.Policy next = move();
    drop();
    call.onNext(content(2 * CHUNK));
    call.onCompleted();

    assertThat(answer.join().getFileVersion()).isEqualTo(1);
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

  private static PutFileRequest content(int length) {
    return PutFileRequest.newBuilder().setContent(ByteString.copyFrom(Ids.random(length))).build();
  }
}
