package io.customerkey.sharepoint.content;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.file.FileVersion;
import io.customerkey.crypto.file.ManifestDraft;
import io.customerkey.crypto.file.SiteKey;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One upload: its messages come one after the other, each when the one before is done. A file of
 * one chunk is recorded with its chunk in the one statement that makes it visible; one of several
 * is staged, so that its chunks are known as somebody's before.
 */
final class FileUpload {
  private static final int ATTEMPTS = 5;

  private final FileWriter writer;
  private final ContentId content;
  private PutMessage.@Nullable Header header;
  private ChunkMemory.@Nullable Share memory;
  private @Nullable SiteInUse site;
  private @Nullable ChunkSender sender;
  private long received;
  private boolean publishing;

  FileUpload(FileWriter writer) {
    this.writer = writer;
    this.content = ContentId.random(writer.random);
  }

  Uni<Void> accept(PutMessage message) {
    return switch (message) {
      case PutMessage.Header first -> begin(first);
      case PutMessage.Content piece -> add(piece);
    };
  }

  private Uni<Void> begin(PutMessage.Header first) {
    if (header != null) {
      throw CustomerKeyException.invalid("header", "only the first message is a header");
    }
    if (first.length() > writer.limits.content()) {
      throw CustomerKeyException.limit(
          "content_length", writer.limits.content(), "is more than chunks of this size can hold");
    }
    header = first;
    memory =
        writer.memory.reserve(
            first.access().tenant(), (int) Math.min(first.length(), writer.limits.chunk()));
    if (isStaged()) {
      // Before anything is waited for: what is added after close() nobody takes out again.
      writer.live.add(content);
    }
    return writer
        .sites
        .forWriting(first.access())
        .map(found -> new SiteInUse(writer.keys, found, first.access()))
        .call(found -> isStaged() ? stage(found) : Uni.createFrom().voidItem())
        .chain(found ->
            found
                .use(found.current(), SiteKey::draft)
                .invoke(draft -> sender = sender(found, draft)))
        .replaceWithVoid();
  }

  private boolean isStaged() {
    return header().length() > writer.limits.chunk();
  }

  private Uni<Void> stage(SiteInUse found) {
    site = found;
    return writer.staging.begin(content, found.id());
  }

  private ChunkSender sender(SiteInUse found, ManifestDraft draft) {
    site = found;
    return new ChunkSender(
        writer,
        found,
        draft,
        Objects.requireNonNull(memory),
        header().length(),
        isStaged() ? Optional.of(content) : Optional.empty());
  }

  private Uni<Void> add(PutMessage.Content piece) {
    PutMessage.Header declared = header();
    received += piece.bytes().remaining();
    if (received > declared.length()) {
      throw wrongLength(declared, "more bytes came than declared");
    }
    return sender().add(piece.bytes());
  }

  Uni<PutAnswer> publish() {
    PutMessage.Header declared = header();
    if (received != declared.length()) {
      throw wrongLength(declared, "fewer bytes came than declared");
    }
    return sender()
        .finish()
        .invoke(draft -> publishing = true)
        .chain(draft -> publish(draft, Optional.empty(), ATTEMPTS));
  }

  /** Most files are new, so that is tried first: what is there already answers with its version. */
  private Uni<PutAnswer> publish(ManifestDraft draft, Optional<Current> replaces, int left) {
    if (left == 0) {
      return Uni.createFrom()
          .failure(
              CustomerKeyException.of(
                  FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
                  "others change the file all the time; send it again"));
    }
    Instant stored = writer.clock.instant().truncatedTo(ChronoUnit.MICROS);
    return sender()
        .withKey(key -> publication(key, draft, replaces, stored))
        .chain(publication ->
            writer
                .files
                .publish(publication)
                .chain(outcome ->
                    switch (outcome) {
                      case Published.Done done ->
                          Uni.createFrom().item(new PutAnswer(publication.row().number(), stored));
                      case Published.Overtaken overtaken ->
                          publish(draft, overtaken.now(), left - 1);
                      case Published.Swept swept -> Uni.createFrom().failure(swept());
                    }));
  }

  private Publication publication(
      SiteKey key, ManifestDraft draft, Optional<Current> replaces, Instant stored) {
    PutMessage.Header declared = header();
    long number = 1 + replaces.map(Current::number).orElse(0L);
    long pathVersion = 1 + replaces.map(Current::pathVersion).orElse(0L);
    Bytes manifest = key.seal(draft, new FileVersion(declared.file(), number));
    SealedPath path =
        SealedPath.seal(key, declared.file(), declared.path(), pathVersion, writer.random);
    FileRow row =
        new FileRow(
            declared.file(),
            number,
            draft.siteKeyVersion(),
            content,
            declared.length(),
            draft.chunks(),
            declared.mediaType(),
            path,
            stored,
            Optional.empty());
    return new Publication(
        declared.access().object(),
        row,
        manifest,
        replaces,
        isStaged() ? List.of() : sender().begun(),
        isStaged());
  }

  /**
   * Removes what was stored; waits for what is on its way, so that nothing comes after. Once the
   * upload was to be published the database alone knows whether it was: then what it does not know
   * is left to the sweep.
   */
  Uni<Void> discard() {
    ChunkSender begun = sender;
    Uni<Void> settled = begun == null ? Uni.createFrom().voidItem() : begun.settle();
    return settled
        .chain(() -> {
          if (site != null && isStaged()) {
            return writer.staging.abandon(content);
          }
          return begun == null || publishing
              ? Uni.createFrom().voidItem()
              : writer.blobs.delete(begun.begun());
        })
        .onFailure()
        .recoverWithNull();
  }

  void close() {
    writer.live.remove(content);
    ChunkMemory.Share held = memory;
    if (held != null) {
      held.close();
    }
  }

  private PutMessage.Header header() {
    if (header == null) {
      throw CustomerKeyException.invalid("header", "the first message is a header");
    }
    return header;
  }

  private ChunkSender sender() {
    if (sender == null) {
      throw CustomerKeyException.invalid("header", "the first message is a header");
    }
    return sender;
  }

  private static CustomerKeyException wrongLength(PutMessage.Header declared, String message) {
    return CustomerKeyException.invalid("content_length", message)
        .with("declared", Long.toString(declared.length()));
  }

  private static CustomerKeyException swept() {
    return CustomerKeyException.of(
        FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, "the upload was swept; send it again");
  }
}
