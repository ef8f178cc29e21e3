package io.customerkey.sharepoint.azure;

import com.azure.storage.blob.models.BlobStorageException;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;
import java.time.Duration;

/**
 * What Azure Blob Storage answers, as our refusals. Its messages hold the request: not passed on.
 */
final class AzureFailures {
  private static final int TOO_MANY = 429;
  private static final int BUSY = 503;
  private static final Duration RETRY = Duration.ofSeconds(2);

  private AzureFailures() {}

  static Throwable of(Throwable failure) {
    if (failure instanceof CustomerKeyException) {
      return failure;
    }
    CustomerKeyException known =
        failure instanceof BlobStorageException answer
            ? refused(answer)
            : CustomerKeyException.of(
                FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
                "the blob store does not answer");
    known.initCause(failure);
    return known;
  }

  /** Codes: https://learn.microsoft.com/rest/api/storageservices/blob-service-error-codes. */
  private static CustomerKeyException refused(BlobStorageException answer) {
    return switch (answer.getStatusCode()) {
      case TOO_MANY, BUSY ->
          CustomerKeyException.of(FailureReason.FAILURE_REASON_OVERLOADED, "the blob store is busy")
              .retryAfter(RETRY);
      default ->
          CustomerKeyException.of(
              FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE,
              "the blob store refuses with status " + answer.getStatusCode());
    };
  }
}
