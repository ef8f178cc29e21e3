package io.customerkey.sharepoint.content;

import io.customerkey.crypto.file.SiteKey;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.customerkey.encryptor.objectkey.ObjectKeys;
import io.customerkey.encryptor.stream.Slots;
import io.customerkey.servicekit.identity.Caller;
import io.customerkey.sharepoint.blob.BlobStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Stores files. Chunks are encrypted and stored as they come; the file's row, written last, makes
 * them visible. Whatever ends an upload before that leaves nothing that anybody sees, and what is
 * left in the stores is swept.
 */
public final class FileWriter {
  final KeyedObjects<SiteKey> sites;
  final ObjectKeys<SiteKey> keys;
  final BlobStore blobs;
  final StagedContent staging;
  final FileStore files;
  final LiveUploads live;
  final Clock clock;
  final RandomGenerator random;
  final Executor workers;
  final Limits limits;
  final ChunkMemory memory;
  private final Slots slots;

  /**
   * All of its parts.
   *
   * @param keys of sites
   * @param workers threads that may be kept busy
   */
  public FileWriter(
      KeyedObjects<SiteKey> sites,
      ObjectKeys<SiteKey> keys,
      BlobStore blobs,
      StagedContent staging,
      FileStore files,
      LiveUploads live,
      Clock clock,
      RandomGenerator random,
      Executor workers,
      Limits limits) {
    this.sites = sites;
    this.keys = keys;
    this.blobs = blobs;
    this.staging = staging;
    this.files = files;
    this.live = live;
    this.clock = clock;
    this.random = random;
    this.workers = workers;
    this.limits = limits;
    this.memory = new ChunkMemory("uploads", limits);
    this.slots = new Slots("uploads", limits.uploads(), 1);
  }

  /**
   * @param caller with the token of the tenant whose upload it is
   * @param messages header first; asked for one at a time
   * @return fails with ARGUMENT_INVALID or LIMIT_EXCEEDED naming the field if the stream is not
   *     what its header declares
   */
  public Uni<PutAnswer> put(Caller caller, Multi<PutMessage> messages) {
    return Uni.createFrom()
        .deferred(() -> {
          Runnable slot = slots.take(caller.requireToken().requireTenant(), 1);
          FileUpload upload = new FileUpload(this);
          return messages
              .onItem()
              .transformToUniAndConcatenate(upload::accept)
              .collect()
              .last()
              .chain(upload::publish)
              .onFailure()
              .call(upload::discard)
              .onTermination()
              .invoke(() -> {
                upload.close();
                slot.run();
              });
        });
  }
}
