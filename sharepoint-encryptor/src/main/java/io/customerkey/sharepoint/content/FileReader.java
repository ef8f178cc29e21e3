package io.customerkey.sharepoint.content;

import io.customerkey.crypto.file.FileVersion;
import io.customerkey.crypto.file.Manifest;
import io.customerkey.crypto.file.SiteKey;
import io.customerkey.crypto.id.FileId;
import io.customerkey.encryptor.objectkey.Access;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.customerkey.encryptor.objectkey.ObjectKeys;
import io.customerkey.encryptor.stream.Slots;
import io.customerkey.sharepoint.blob.BlobStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Reads files, whole or in part. */
public final class FileReader {
  private final KeyedObjects<SiteKey> sites;
  private final ObjectKeys<SiteKey> keys;
  private final BlobStore blobs;
  private final FileStore files;
  private final Limits limits;
  private final ChunkMemory memory;
  private final Slots slots;

  /** All of its parts. */
  public FileReader(
      KeyedObjects<SiteKey> sites,
      ObjectKeys<SiteKey> keys,
      BlobStore blobs,
      FileStore files,
      Limits limits) {
    this.sites = sites;
    this.keys = keys;
    this.blobs = blobs;
    this.files = files;
    this.limits = limits;
    this.memory = new ChunkMemory("downloads", limits);
    this.slots = new Slots("downloads", limits.downloads(), 1);
  }

  private record Opened(SiteInUse site, FileEntry file, Manifest manifest) {}

  /**
   * @return the file, then what is wanted of its content in pieces of at most 1 MiB, each
   *     authenticated; chunks are fetched as the pieces are asked for, a few ahead. Fails with
   *     CONTENT_REJECTED where what is stored is not authentic, at the first piece that is not
   */
  public Multi<GetMessage> get(Access access, FileId file, Range range) {
    return Multi.createFrom()
        .deferred(() -> {
          Runnable slot = slots.take(access.tenant(), 1);
          return found(access, file)
              .onItem()
              .transformToMulti(opened -> messages(opened, range))
              .onFailure()
              .transform(Refusals::of)
              .onTermination()
              .invoke(slot);
        });
  }

  private Uni<Opened> found(Access access, FileId file) {
    return sites
        .forReading(access)
        .map(site -> site.orElseThrow(() -> Refusals.notFound(file)))
        .chain(site ->
            files
                .find(site.id(), file)
                .map(found -> found.orElseThrow(() -> Refusals.notFound(file)))
                .chain(found -> open(new SiteInUse(keys, site, access), found)));
  }

  private static Uni<Opened> open(SiteInUse site, StoredFile found) {
    FileRow row = found.row();
    if (row.path().keyVersion().equals(row.keyVersion())) {
      return site.use(row.keyVersion(), key -> open(site, row, manifest(found, key), key));
    }
    return site.use(row.keyVersion(), key -> manifest(found, key))
        .chain(
            manifest -> site.use(row.path().keyVersion(), key -> open(site, row, manifest, key)));
  }

  private static Opened open(SiteInUse site, FileRow row, Manifest manifest, SiteKey key) {
    return new Opened(site, new FileEntry(row, row.path().open(key, row.file())), manifest);
  }

  private static Manifest manifest(StoredFile found, SiteKey key) {
    FileRow row = found.row();
    Manifest manifest = key.open(found.manifest(), new FileVersion(row.file(), row.number()));
    requireSame(row, manifest);
    return manifest;
  }

  private static void requireSame(FileRow row, Manifest manifest) {
    if (manifest.totalLength() != row.length() || manifest.chunks() != row.chunks()) {
      throw Refusals.rejected("the file's length is not that of its manifest");
    }
  }

  private Multi<GetMessage> messages(Opened opened, Range range) {
    long end = range.end(opened.manifest().totalLength());
    ChunkMemory.Share share =
        memory.reserve(
            opened.site().tenant(),
            (int) Math.min(opened.manifest().totalLength(), limits.chunk()));
    ChunkFetcher fetcher =
        new ChunkFetcher(
            blobs, opened.site(), opened.manifest(), memory, share, range.offset(), end);
    Multi<GetMessage> content =
        fetcher
            .pieces()
            .<GetMessage>map(GetMessage.Content::new)
            .onFailure(MissingChunkException.class)
            .recoverWithMulti(() -> missing(opened).toMulti());
    return Multi.createBy()
        .concatenating()
        .streams(Multi.createFrom().item(new GetMessage.Description(opened.file())), content)
        .onTermination()
        .invoke(() -> {
          // A reader that went away leaves chunks that are still being fetched, and their memory.
          var _ = fetcher.settled().whenComplete((nothing, failure) -> share.close());
        });
  }

  /** A chunk is missing because the file was replaced or deleted meanwhile, or by tampering. */
  private Uni<GetMessage> missing(Opened opened) {
    FileRow row = opened.file().row();
    return files
        .find(opened.site().id(), row.file())
        .map(now -> {
          if (now.isEmpty()) {
            throw Refusals.notFound(row.file());
          }
          throw now.get().row().content().equals(row.content())
              ? Refusals.rejected("a chunk of stored content is missing or cut")
              : Refusals.again("the file was replaced while it was read; read it again");
        });
  }
}
