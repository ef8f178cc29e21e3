package io.customerkey.sharepoint.content;

import io.customerkey.crypto.file.ChunkEncryptor;
import io.customerkey.crypto.file.ChunkEntry;
import io.customerkey.crypto.file.ManifestDraft;
import io.customerkey.crypto.file.SiteKey;
import io.customerkey.crypto.id.ChunkId;
import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The content of one upload on its way: gathered into chunks, each encrypted where it was gathered
 * and stored while the next is gathered. Its calls come one after the other.
 */
final class ChunkSender {
  /** Up to here encrypting costs less than handing it to another thread. */
  private static final int INLINE = 256 * 1024;

  private final FileWriter writer;
  private final SiteInUse site;
  private final ManifestDraft draft;
  private final ChunkMemory.Share memory;
  private final Optional<ContentId> staged;
  private final Deque<CompletableFuture<ChunkEntry>> onTheirWay = new ConcurrentLinkedDeque<>();
  private final List<ChunkId> begun = new CopyOnWriteArrayList<>();
  private long left;
  private @Nullable ChunkBuffer gathering;
  private int gathered;

  /**
   * @param draft of the manifest, under the site key version that is used throughout
   * @param length of the content in bytes
   * @param staged where chunks are recorded as they come; empty: nowhere
   */
  ChunkSender(
      FileWriter writer,
      SiteInUse site,
      ManifestDraft draft,
      ChunkMemory.Share memory,
      long length,
      Optional<ContentId> staged) {
    this.writer = writer;
    this.site = site;
    this.draft = draft;
    this.memory = memory;
    this.left = length;
    this.staged = staged;
  }

  /**
   * Takes the next piece of content, not more than is left.
   *
   * @return done when there is room for more
   */
  Uni<Void> add(ByteBuffer bytes) {
    ChunkBuffer into = gathering;
    if (into == null) {
      return bytes.hasRemaining() ? room().chain(() -> add(bytes)) : Uni.createFrom().voidItem();
    }
    int length = Math.min(into.length() - gathered, bytes.remaining());
    into.plaintext(gathered, gathered + length).put(bytes.slice(bytes.position(), length));
    bytes.position(bytes.position() + length);
    gathered += length;
    left -= length;
    if (gathered < into.length()) {
      return Uni.createFrom().voidItem();
    }
    gathering = null;
    send(into);
    return add(bytes);
  }

  /** Makes room for the next chunk: beside those on their way, or after the oldest of them. */
  private Uni<Void> room() {
    if (memory.tryTake()) {
      gathering = writer.memory.buffer((int) Math.min(left, writer.limits.chunk()));
      gathered = 0;
      return Uni.createFrom().voidItem();
    }
    return oldest().chain(this::room);
  }

  private Uni<Void> oldest() {
    return Uni.createFrom()
        .completionStage(onTheirWay.getFirst())
        .invoke(entry -> {
          // Not before: what is on its way is waited for before anything is removed.
          onTheirWay.removeFirst();
          draft.add(entry);
        })
        .replaceWithVoid();
  }

  private void send(ChunkBuffer full) {
    onTheirWay.add(
        store(full)
            // Not after a failure: then somebody may still read it.
            .invoke(entry -> writer.memory.recycle(full))
            .onTermination()
            .invoke(memory::give)
            .subscribeAsCompletionStage());
  }

  private Uni<ChunkEntry> store(ChunkBuffer full) {
    return site.use(draft.siteKeyVersion(), key -> key.chunkEncryptor(writer.random))
        .chain(encryptor -> {
          begun.add(encryptor.chunk());
          return encrypt(encryptor, full)
              .chain(entry -> store(entry, full))
              .onTermination()
              .invoke(encryptor::close);
        });
  }

  private Uni<ChunkEntry> encrypt(ChunkEncryptor encryptor, ChunkBuffer full) {
    Uni<ChunkEntry> entry =
        Uni.createFrom().item(() -> encryptor.encrypt(full.plaintext(), full.encrypted()));
    return full.length() > INLINE ? entry.runSubscriptionOn(writer.workers) : entry;
  }

  private Uni<ChunkEntry> store(ChunkEntry entry, ChunkBuffer full) {
    Uni<Void> put = writer.blobs.put(entry.chunk(), full.encrypted());
    return staged
        .map(content ->
            Uni.combine()
                .all()
                .unis(put, writer.staging.append(content, entry.chunk()))
                .collectFailures()
                .discardItems()
                .onFailure(CompositeException.class)
                .transform(both -> both.getCause()))
        .orElse(put)
        .replaceWith(entry);
  }

  /**
   * @return the manifest's draft, once all chunks are stored
   */
  Uni<ManifestDraft> finish() {
    return onTheirWay.isEmpty() ? Uni.createFrom().item(draft) : oldest().chain(this::finish);
  }

  /** {@return the chunks that were begun, in any order} */
  List<ChunkId> begun() {
    return List.copyOf(begun);
  }

  /** Waits until nothing is on its way any more, however it ends. */
  Uni<Void> settle() {
    CompletableFuture<?>[] all = onTheirWay.toArray(CompletableFuture<?>[]::new);
    return Uni.createFrom()
        .completionStage(CompletableFuture.allOf(all))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  <T> Uni<T> withKey(Function<SiteKey, T> use) {
    return site.use(draft.siteKeyVersion(), use);
  }
}
