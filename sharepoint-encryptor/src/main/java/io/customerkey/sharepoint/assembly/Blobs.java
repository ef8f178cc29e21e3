package io.customerkey.sharepoint.assembly;

import io.customerkey.sharepoint.azure.AzureBlobStore;
import io.customerkey.sharepoint.azure.AzurePlace;
import io.customerkey.sharepoint.blob.BlobStore;
import io.customerkey.sharepoint.disk.DiskBlobStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** The blob store that is configured. A service that has none does not start. */
@Singleton
final class Blobs {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Produces
  @Singleton
  @Startup
  BlobStore store(BlobSettings settings, MeterRegistry meters) throws IOException {
    return new MeasuredBlobs(open(settings), meters);
  }

  private static BlobStore open(BlobSettings settings) throws IOException {
    Executor workers = Infrastructure.getDefaultWorkerPool();
    return switch (settings.type()) {
      case FILE_SYSTEM -> DiskBlobStore.open(required(settings.directory(), "directory"), workers);
      case AZURE ->
          AzureBlobStore.open(
                  AzurePlace.of(
                      required(settings.endpoint(), "endpoint"),
                      required(settings.container(), "container"),
                      required(settings.account(), "account"),
                      required(settings.key(), "key")),
                  workers)
              .await()
              .atMost(PATIENCE);
    };
  }

  private static <T> T required(Optional<T> setting, String name) {
    return setting.orElseThrow(
        () -> new IllegalStateException("customerkey.blobs." + name + " is not set"));
  }
}
