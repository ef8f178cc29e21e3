package io.customerkey.sharepoint.assembly;

import io.customerkey.crypto.file.ChunkLayout;
import io.customerkey.crypto.file.SiteKey;
import io.customerkey.encryptor.assembly.Recovery;
import io.customerkey.encryptor.objectkey.KeyedObjects;
import io.customerkey.encryptor.objectkey.ObjectKeys;
import io.customerkey.sharepoint.blob.BlobStore;
import io.customerkey.sharepoint.content.FileCatalog;
import io.customerkey.sharepoint.content.FileChanges;
import io.customerkey.sharepoint.content.FileReader;
import io.customerkey.sharepoint.content.FileStore;
import io.customerkey.sharepoint.content.FileWriter;
import io.customerkey.sharepoint.content.Garbage;
import io.customerkey.sharepoint.content.GarbageCollector;
import io.customerkey.sharepoint.content.Limits;
import io.customerkey.sharepoint.content.LiveUploads;
import io.customerkey.sharepoint.content.Retention;
import io.customerkey.sharepoint.content.StagedContent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.random.RandomGenerator;

/** Every part that is not an adapter and has to do with content. */
@Singleton
final class Parts {
  private static final int SMALLEST_CHUNK = 64 * 1024;

  @Produces
  @Singleton
  Limits limits(Settings settings) {
    if (settings.chunkSize() < SMALLEST_CHUNK || settings.chunkSize() > ChunkLayout.MAX_PLAINTEXT) {
      throw new IllegalStateException(
          "customerkey.sharepoint.chunk-size is 65536 to " + ChunkLayout.MAX_PLAINTEXT);
    }
    if (settings.chunkMemory() < settings.chunkSize()) {
      throw new IllegalStateException(
          "customerkey.sharepoint.chunk-memory is at least customerkey.sharepoint.chunk-size");
    }
    return new Limits(
        settings.chunkSize(),
        settings.maxUploads(),
        settings.maxDownloads(),
        settings.chunkMemory(),
        settings.spareChunks(),
        settings.parallelChunks(),
        settings.streamIdle());
  }

  @Produces
  @Singleton
  Retention retention(Settings settings, DeletedFiles deleted) {
    return new Retention(
        Recovery.time("customerkey.deleted-files.retention", deleted.retention()),
        settings.replacedRetention());
  }

  @Produces
  @Singleton
  LiveUploads liveUploads() {
    return new LiveUploads();
  }

  @Produces
  @Singleton
  FileWriter fileWriter(
      KeyedObjects<SiteKey> sites,
      ObjectKeys<SiteKey> keys,
      BlobStore blobs,
      StagedContent staging,
      FileStore files,
      LiveUploads live,
      Clock clock,
      RandomGenerator random,
      Limits limits) {
    return new FileWriter(
        sites,
        keys,
        blobs,
        staging,
        files,
        live,
        clock,
        random,
        Infrastructure.getDefaultWorkerPool(),
        limits);
  }

  @Produces
  @Singleton
  FileReader fileReader(
      KeyedObjects<SiteKey> sites,
      ObjectKeys<SiteKey> keys,
      BlobStore blobs,
      FileStore files,
      Limits limits) {
    return new FileReader(sites, keys, blobs, files, limits);
  }

  @Produces
  @Singleton
  FileCatalog fileCatalog(
      KeyedObjects<SiteKey> sites,
      ObjectKeys<SiteKey> keys,
      FileStore files,
      FileChanges changes,
      RandomGenerator random) {
    return new FileCatalog(sites, keys, files, changes, random);
  }

  @Produces
  @Singleton
  GarbageCollector garbageCollector(Garbage garbage, BlobStore blobs, Clock clock) {
    return new GarbageCollector(garbage, blobs, clock);
  }
}
