package io.customerkey.sharepoint.content;

import io.customerkey.crypto.file.ChunkDecryptor;
import io.customerkey.crypto.file.ChunkEntry;
import io.customerkey.crypto.file.Manifest;
import io.customerkey.sharepoint.blob.BlobStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.IntStream;

/**
 * The content of one download on its way: chunks are fetched and decrypted a few ahead of the one
 * that is handed on, and handed on in order. Its calls come one after the other.
 */
final class ChunkFetcher {
  private final BlobStore blobs;
  private final SiteInUse site;
  private final Manifest manifest;
  private final ChunkMemory pool;
  private final ChunkMemory.Share memory;
  private final long offset;
  private final long end;
  private final int last;
  private final Deque<CompletableFuture<ChunkBuffer>> ahead = new ConcurrentLinkedDeque<>();
  private int next;

  /**
   * @param offset of the first byte that is wanted
   * @param end behind the last
   */
  ChunkFetcher(
      BlobStore blobs,
      SiteInUse site,
      Manifest manifest,
      ChunkMemory pool,
      ChunkMemory.Share memory,
      long offset,
      long end) {
    this.blobs = blobs;
    this.site = site;
    this.manifest = manifest;
    this.pool = pool;
    this.memory = memory;
    this.offset = offset;
    this.end = end;
    this.next = offset < end ? manifest.indexAt(offset) : 0;
    this.last = offset < end ? manifest.indexAt(end - 1) : -1;
  }

  /**
   * @return the wanted bytes in pieces of at most 1 MiB; each is to be read before the next is
   *     asked for
   */
  Multi<ByteBuffer> pieces() {
    return Multi.createFrom()
        .range(next, last + 1)
        .onItem()
        .transformToMulti(this::chunk)
        .concatenate();
  }

  /** Done when nothing is fetched any more, however it ended. */
  CompletableFuture<Void> settled() {
    return CompletableFuture.allOf(ahead.toArray(CompletableFuture<?>[]::new));
  }

  private Multi<ByteBuffer> chunk(int index) {
    return Multi.createFrom()
        .deferred(() -> {
          fetchAhead();
          return site.mayGoOn(manifest.siteKeyVersion())
              .chain(() -> Uni.createFrom().completionStage(ahead.getFirst()))
              // Not before: memory is given back when nothing is fetched any more.
              .invoke(fetched -> ahead.removeFirst())
              .onItem()
              .transformToMulti(plaintext -> handOn(index, plaintext));
        });
  }

  private void fetchAhead() {
    while (next <= last && memory.tryTake()) {
      ahead.add(fetch(manifest.chunk(next)).subscribeAsCompletionStage());
      next++;
    }
  }

  private Uni<ChunkBuffer> fetch(ChunkEntry entry) {
    return site.use(manifest.siteKeyVersion(), key -> key.chunkDecryptor(entry))
        .chain(decryptor -> fetch(entry, decryptor).onTermination().invoke(decryptor::close));
  }

  private Uni<ChunkBuffer> fetch(ChunkEntry entry, ChunkDecryptor decryptor) {
    ChunkBuffer buffer = pool.buffer(entry.plaintextLength());
    return blobs
        .get(entry.chunk(), buffer.encrypted())
        .map(there -> {
          if (!there) {
            throw new MissingChunkException();
          }
          decryptor.decrypt(buffer.encrypted(), buffer.plaintext());
          return buffer;
        });
  }

  private Multi<ByteBuffer> handOn(int index, ChunkBuffer chunk) {
    long start = manifest.start(index);
    int from = (int) Math.max(offset - start, 0);
    int to = (int) Math.min(end - start, chunk.length());
    return Multi.createFrom()
        .items(
            IntStream.iterate(from, at -> at < to, at -> at + Limits.MESSAGE)
                .mapToObj(at -> chunk.plaintext(at, Math.min(at + Limits.MESSAGE, to))))
        // Not when cancelled: then somebody may still read the last piece.
        .onCompletion()
        .invoke(() -> {
          pool.recycle(chunk);
          memory.give();
        });
  }
}
