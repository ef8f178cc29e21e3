package io.customerkey.sharepoint.azure;

import java.time.Duration;

/**
 * Where chunks are in Azure Blob Storage, and how patiently it is asked.
 *
 * @param endpoint of the account, for example {@code https://account.blob.core.windows.net}
 * @param container its name
 * @param account its name
 * @param key of the account, base64
 * @param attempts of one call, at least 1
 * @param patience with one attempt
 * @param firstDelay before the second attempt; doubled before each further one
 * @param longestDelay between attempts
 */
public record AzurePlace(
    String endpoint,
    String container,
    String account,
    String key,
    int attempts,
    Duration patience,
    Duration firstDelay,
    Duration longestDelay) {
  /** The place with the usual patience: four attempts of at most 30 s. */
  public static AzurePlace of(String endpoint, String container, String account, String key) {
    return new AzurePlace(
        endpoint,
        container,
        account,
        key,
        4,
        Duration.ofSeconds(30),
        Duration.ofMillis(200),
        Duration.ofSeconds(2));
  }

  /** Without the key. */
  @Override
  public String toString() {
    return "AzurePlace[" + endpoint + "/" + container + "]";
  }
}
