package io.customerkey.sharepoint.azure;

import com.azure.core.http.HttpClient;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobAsyncClient;
import com.azure.storage.blob.BlobContainerAsyncClient;
import com.azure.storage.blob.BlobContainerClientBuilder;
import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobItem;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.ListBlobsOptions;
import com.azure.storage.blob.options.BlockBlobSimpleUploadOptions;
import com.azure.storage.common.StorageSharedKeyCredential;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.customerkey.crypto.id.ChunkId;
import io.customerkey.sharepoint.blob.BlobName;
import io.customerkey.sharepoint.blob.BlobStore;
import io.customerkey.sharepoint.blob.StoredBlob;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.converters.uni.UniReactorConverters;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;

/**
 * One block blob for each chunk, {@code {first two digits of the id}/{32 digits}}, in one
 * container. A block blob that is put in one request is there whole or not at all.
 */
public final class AzureBlobStore implements BlobStore {
  private static final int DELETES_AT_ONCE = 8;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final BlobContainerAsyncClient container;
  private final Executor workers;

  private AzureBlobStore(BlobContainerAsyncClient container, Executor workers) {
    this.container = container;
    this.workers = workers;
  }

  /**
   * Opens a store; its container is made if it is not there.
   *
   * @param place where it is, and the account's key
   * @param workers threads that may be kept busy
   * @return fails as every call of a store does
   */
  public static Uni<AzureBlobStore> open(AzurePlace place, Executor workers) {
    HttpClient http =
        new JdkHttpClientBuilder()
            .connectionTimeout(CONNECT)
            .responseTimeout(place.patience())
            .readTimeout(place.patience())
            .build();
    BlobContainerAsyncClient container =
        new BlobContainerClientBuilder()
            .endpoint(place.endpoint())
            .containerName(place.container())
            .credential(new StorageSharedKeyCredential(place.account(), place.key()))
            .httpClient(http)
            .retryOptions(retries(place))
            .buildAsyncClient();
    AzureBlobStore store = new AzureBlobStore(container, workers);
    return store.run(container.createIfNotExists().then()).replaceWith(store);
  }

  private static RequestRetryOptions retries(AzurePlace place) {
    return new RequestRetryOptions(
        RetryPolicyType.EXPONENTIAL,
        place.attempts(),
        (int) place.patience().toSeconds(),
        place.firstDelay().toMillis(),
        place.longestDelay().toMillis(),
        null);
  }

  @Override
  public Uni<Void> put(ChunkId chunk, ByteBuffer bytes) {
    return run(
        Mono.defer(() ->
            blob(chunk)
                .getBlockBlobAsyncClient()
                .uploadWithResponse(
                    new BlockBlobSimpleUploadOptions(BinaryData.fromByteBuffer(bytes)))
                .then()));
  }

  @Override
  public Uni<Boolean> get(ChunkId chunk, ByteBuffer into) {
    ByteBuffer target = into.duplicate();
    return run(blob(chunk)
            .downloadStream()
            .handle((ByteBuffer piece, SynchronousSink<Boolean> sink) -> {
              if (piece.remaining() > target.remaining()) {
                sink.error(new OtherLengthException());
              } else {
                target.put(piece);
              }
            })
            .then(Mono.fromCallable(() -> !target.hasRemaining()))
            .onErrorResume(AzureBlobStore::isMissing, missing -> Mono.just(false)))
        .invoke(whole -> {
          if (whole) {
            into.position(into.limit());
          }
        });
  }

  @Override
  public Uni<Void> delete(List<ChunkId> chunks) {
    return run(
        Flux.fromIterable(chunks)
            .flatMap(chunk -> blob(chunk).deleteIfExists(), DELETES_AT_ONCE)
            .then());
  }

  @Override
  public Uni<List<StoredBlob>> list(int part) {
    return run(
        container
            .listBlobs(new ListBlobsOptions().setPrefix(BlobName.part(part) + "/"))
            .mapNotNull(blob -> stored(blob).orElse(null))
            .collectList());
  }

  private static Optional<StoredBlob> stored(BlobItem blob) {
    return BlobName.parse(blob.getName().substring(blob.getName().lastIndexOf('/') + 1))
        .map(chunk -> new StoredBlob(chunk, blob.getProperties().getLastModified().toInstant()));
  }

  private BlobAsyncClient blob(ChunkId chunk) {
    return container.getBlobAsyncClient(BlobName.part(chunk) + "/" + BlobName.of(chunk));
  }

  private <T> Uni<T> run(Mono<T> call) {
    return Uni.createFrom()
        .converter(UniReactorConverters.<T>fromMono(), call)
        .emitOn(workers)
        .onFailure()
        .transform(AzureFailures::of);
  }

  private static boolean isMissing(Throwable failure) {
    return failure instanceof OtherLengthException
        || (failure instanceof BlobStorageException refused
            && BlobErrorCode.BLOB_NOT_FOUND.equals(refused.getErrorCode()));
  }

  /** Ends the download of a blob that is longer than its chunk. */
  private static final class OtherLengthException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
