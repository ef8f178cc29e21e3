package io.customerkey.sharepoint.content;

import io.customerkey.crypto.CryptoRefusedException;
import io.customerkey.crypto.id.FileId;
import io.customerkey.protocol.common.v1.FailureReason;
import io.customerkey.protocol.failure.CustomerKeyException;

/** What callers are told about files that cannot be read. */
final class Refusals {
  private Refusals() {}

  static CustomerKeyException notFound(FileId file) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_NOT_FOUND, "no such file")
        .with("file", file.toString());
  }

  static CustomerKeyException rejected(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_CONTENT_REJECTED, message);
  }

  static CustomerKeyException again(String message) {
    return CustomerKeyException.of(FailureReason.FAILURE_REASON_DEPENDENCY_UNAVAILABLE, message);
  }

  /** Refused ciphertext as the caller sees it; anything else as it is. */
  static Throwable of(Throwable failure) {
    return failure instanceof CryptoRefusedException
        ? rejected("stored content is not authentic")
        : failure;
  }
}
