package io.customerkey.sharepoint;

import static io.customerkey.sharepoint.fake.SharePointStack.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.crypto.id.SiteId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.encryptor.fake.WorkloadChannel;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.sharepoint.v1.PutFileRequest;
import io.customerkey.sharepoint.blob.BlobStore;
import io.customerkey.sharepoint.content.ContentId;
import io.customerkey.sharepoint.content.FileRow;
import io.customerkey.sharepoint.content.FileStore;
import io.customerkey.sharepoint.content.Garbage;
import io.customerkey.sharepoint.content.GarbageCollector;
import io.customerkey.sharepoint.content.Publication;
import io.customerkey.sharepoint.content.Published;
import io.customerkey.sharepoint.content.StagedContent;
import io.customerkey.sharepoint.content.StoredFile;
import io.customerkey.sharepoint.fake.OneSite;
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Tables;
import io.customerkey.sharepoint.fake.Workload;
import io.grpc.stub.StreamObserver;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class GarbageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject Instance<OneSite> sites;
  @Inject Tables tables;
  @Inject GarbageCollector collector;
  @Inject Garbage garbage;
  @Inject StagedContent staging;
  @Inject FileStore files;
  @Inject BlobStore blobs;

  private final FileId file = FileId.random(Ids.RANDOM);
  private final byte[] content = Ids.random(2 * CHUNK);
  private OneSite one;
  private SiteId site;
  private Workload workload;

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
  }

  @Test
  void removesReplacedChunksOnceTheirReadersHaveHadTheirTime() {
    List<Path> before = paths(file);
    workload.put(site, file, Ids.random(10));

    collect();
    assertThat(before).allMatch(Files::exists);

    tables.execute("UPDATE content SET due = now() WHERE state = 'GARBAGE'");
    collect();

    assertThat(before).noneMatch(Files::exists);
    assertThat(states()).isEqualTo(1);
    assertThat(workload.get(site, file).content()).hasSize(10);
  }

  @Test
  void removesDeletedFilesForGoodOnceTheirTimeIsOver() {
    List<Path> before = paths(file);
    workload.delete(site, file);
    collect();
    assertThat(before).allMatch(Files::exists);

    tables.execute(
        "UPDATE file SET deleted = now() - interval '30 days' WHERE file = $1", file.toUuid());
    collect();

    assertThat(before).noneMatch(Files::exists);
    assertThat(states()).isZero();
    assertThat(tables.count("SELECT count(*) FROM file WHERE file = $1", file.toUuid())).isZero();
  }

  @Test
  void removesWhatAnUploadThatFailedHasStored() {
    int before = tables.blobs().size();
    var header = Workload.header(site, FileId.random(Ids.RANDOM), "a", 10L * CHUNK);
    Refusals.refused(
        FailureReason.FAILURE_REASON_ARGUMENT_INVALID,
        () -> workload.put(header, Ids.random(3 * CHUNK), CHUNK));

    collect();

    assertThat(tables.blobs()).hasSize(before);
    assertThat(states()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {CHUNK, 5 * CHUNK})
  void removesWhatABrokenUploadHasStored(int length) {
    FileId broken = FileId.random(Ids.RANDOM);
    try (Workload caller = one.workload()) {
      StreamObserver<PutFileRequest> call = caller.async().putFile(WorkloadChannel.answer());
      call.onNext(
          PutFileRequest.newBuilder()
              .setHeader(Workload.header(site, broken, "a", length))
              .build());
      call.onNext(
          PutFileRequest.newBuilder()
              .setContent(ByteString.copyFrom(Ids.random(length / 2)))
              .build());
      if (length > CHUNK) {
        await().atMost(PATIENCE).until(() -> inProgress() == 1);
      }
    }

    await().atMost(PATIENCE).until(() -> inProgress() == 0);
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, broken));
    collect();
    done(collector.removeUnknown(Duration.ZERO));
    assertThat(tables.unrecorded()).isEmpty();
    assertThat(states()).isEqualTo(1);
  }

  @Test
  void sweepsAnUploadThatNobodyKeepsAliveAndSparesOneThatSomebodyDoes() {
    ContentId orphan = staged();
    ContentId alive = staged();
    tables.execute("UPDATE content SET alive = now() - interval '1 hour' WHERE state = 'STAGED'");
    done(staging.keepAlive(Set.of(alive)));

    collect();

    assertThat(exists(orphan)).isFalse();
    assertThat(exists(alive)).isTrue();
  }

  @Test
  void refusesToGoOnWithAnUploadThatWasSwept() {
    ContentId swept = staged();
    done(staging.abandon(swept));

    Refusals.refused(
        FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
        () -> done(staging.append(swept, ChunkId.random(Ids.RANDOM))));
    assertThat(done(files.publish(publication(swept, List.of(), true))))
        .isInstanceOf(Published.Swept.class);
    assertThat(workload.get(site, file).content()).isEqualTo(content);
  }

  @Test
  void removesBlobsThatNobodyHasRecordedAndNoOthers() throws IOException {
    ChunkId unknown = store();
    ChunkId half = ChunkId.random(Ids.RANDOM);
    Path part = Path.of(tables.blob(half) + ".part");
    Files.write(part, new byte[10]);

    done(collector.removeUnknown(Duration.ofHours(1)));
    assertThat(tables.blob(unknown)).as("it is young").exists();

    done(collector.removeUnknown(Duration.ZERO));

    assertThat(tables.blob(unknown)).doesNotExist();
    assertThat(part).doesNotExist();
    assertThat(workload.get(site, file).content()).isEqualTo(content);
  }

  @Test
  void recordsNoChunkThatTheSweepHasClaimed() {
    ChunkId claimed = store();
    assertThat(done(garbage.claim(List.of(claimed)))).containsExactly(claimed);

    Published late =
        done(files.publish(publication(ContentId.random(Ids.RANDOM), List.of(claimed), false)));

    assertThat(late).isInstanceOf(Published.Swept.class);
    assertThat(workload.get(site, file).content()).isEqualTo(content);
    assertThat(done(garbage.claim(List.of(claimed))))
        .as("a sweep that was killed before it removed the chunk")
        .containsExactly(claimed);
  }

  @Test
  void claimsNoChunkThatIsRecorded() {
    assertThat(done(garbage.claim(tables.chunks(file)))).isEmpty();
  }

  @Test
  void comesToTheSameEndWhenTwoInstancesCollectAtOnce() {
    List<Path> before = paths(file);
    workload.put(site, file, Ids.random(10));
    tables.execute("UPDATE content SET due = now() WHERE state = 'GARBAGE'");

    done(
        Uni.join()
            .all(collector.collect(Duration.ofMinutes(1)), collector.collect(Duration.ofMinutes(1)))
            .andFailFast());

    assertThat(before).noneMatch(Files::exists);
    assertThat(states()).isEqualTo(1);
  }

  @Test
  void storesNothingWhileTheBlobStoreRefusesAndEverythingAfterwards() throws IOException {
    Path root = tables.root();
    Path away = root.resolveSibling("blobs-away");
    FileId small = FileId.random(Ids.RANDOM);
    FileId large = FileId.random(Ids.RANDOM);
    Files.move(root, away);
    try {
      for (FileId refused : List.of(small, large)) {
        int length = refused.equals(small) ? 10 : 5 * CHUNK;
        Refusals.refused(
            FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
            () -> workload.put(site, refused, Ids.random(length)));
      }
    } finally {
      Files.move(away, root);
    }

    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, small));
    Refusals.refused(FailureReason.FAILURE_REASON_NOT_FOUND, () -> workload.get(site, large));
    collect();
    assertThat(states()).isEqualTo(1);
    workload.put(site, large, content);
    assertThat(workload.get(site, large).content()).isEqualTo(content);
  }

  private ContentId staged() {
    ContentId begun = ContentId.random(Ids.RANDOM);
    done(staging.begin(begun, ObjectId.of(site)));
    done(staging.append(begun, store()));
    return begun;
  }

  private ChunkId store() {
    ChunkId chunk = ChunkId.random(Ids.RANDOM);
    done(blobs.put(chunk, ByteBuffer.wrap(Ids.random(100))));
    return chunk;
  }

  /** The file again, as somebody might publish it who was asleep. */
  private Publication publication(ContentId with, List<ChunkId> chunks, boolean staged) {
    StoredFile found = done(files.find(ObjectId.of(site), file)).orElseThrow();
    var row = found.row();
    return new Publication(
        ObjectId.of(site),
        new FileRow(
            FileId.random(Ids.RANDOM),
            1,
            row.keyVersion(),
            with,
            row.length(),
            row.chunks(),
            row.mediaType(),
            row.path(),
            row.stored(),
            Optional.empty()),
        found.manifest(),
        Optional.empty(),
        chunks,
        staged);
  }

  private List<Path> paths(FileId of) {
    return tables.chunks(of).stream().map(tables::blob).toList();
  }

  private long inProgress() {
    return tables.count(
        "SELECT count(*) FROM content WHERE site = $1 AND state = 'STAGED'", site.toUuid());
  }

  private long states() {
    return tables.count("SELECT count(*) FROM content WHERE site = $1", site.toUuid());
  }

  private boolean exists(ContentId of) {
    return tables.count("SELECT count(*) FROM content WHERE content = $1", of.toUuid()) == 1;
  }

  private void collect() {
    done(collector.collect(Duration.ofMinutes(1)));
  }

  private static <T> T done(Uni<T> call) {
    return call.await().atMost(Duration.ofSeconds(30));
  }
}
