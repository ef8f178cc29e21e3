package io.customerkey.sharepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.customerkey.crypto.id.ChunkId;
import io.customerkey.crypto.id.FileId;
import io.customerkey.crypto.id.ObjectId;
import io.customerkey.encryptor.fake.Ids;
import io.customerkey.encryptor.fake.Refusals;
import io.customerkey.protocol.common.v1.FailureReason;
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
import io.customerkey.sharepoint.fake.SharePointStack;
import io.customerkey.sharepoint.fake.Sweeps;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two processes at the same chunks, of which one sweeps, or was asleep or killed. */
@QuarkusTest
@QuarkusTestResource(SharePointStack.class)
class SweepIT extends WithOneFile {
  @Inject Sweeps sweeps;
  @Inject GarbageCollector collector;
  @Inject Garbage garbage;
  @Inject StagedContent staging;
  @Inject FileStore files;
  @Inject BlobStore blobs;

  @Test
  void sweepsAnUploadThatNobodyKeepsAliveAndSparesOneThatSomebodyDoes() {
    ContentId orphan = staged();
    ContentId alive = staged();
    tables.execute("UPDATE content SET alive = now() - interval '1 hour' WHERE state = 'STAGED'");
    done(staging.keepAlive(Set.of(alive)));

    sweeps.garbage();

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
    List<Path> before = tables.chunks(file).stream().map(tables::blob).toList();
    workload.put(site, file, Ids.random(10));
    tables.execute("UPDATE content SET due = now() WHERE state = 'GARBAGE'");

    done(
        Uni.join()
            .all(collector.collect(Duration.ofMinutes(1)), collector.collect(Duration.ofMinutes(1)))
            .andFailFast());

    assertThat(before).noneMatch(Files::exists);
    assertThat(workload.get(site, file).content()).hasSize(10);
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

  private boolean exists(ContentId of) {
    return tables.count("SELECT count(*) FROM content WHERE content = $1", of.toUuid()) == 1;
  }

  private static <T> T done(Uni<T> call) {
    return call.await().atMost(Duration.ofSeconds(30));
  }
}
