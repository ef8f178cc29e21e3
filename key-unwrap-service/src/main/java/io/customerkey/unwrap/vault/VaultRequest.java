package io.customerkey.unwrap.vault;

import java.time.Duration;

/**
 * What every call to a vault needs.
 *
 * @param key the key; with its version except in {@link CustomerVault#describe}
 * @param directory the only directory that a token is asked from
 * @param requestId sent as {@code x-ms-client-request-id}
 * @param timeout for the whole call, token included; positive
 */
public record VaultRequest(
    KeyUri key, DirectoryId directory, ClientRequestId requestId, Duration timeout) {
  /** Refuses a time-out of nothing. */
  public VaultRequest {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a call needs time");
    }
  }
}
