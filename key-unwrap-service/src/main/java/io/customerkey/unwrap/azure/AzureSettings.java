package io.customerkey.unwrap.azure;

import io.customerkey.crypto.SecretBytes;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How this service reaches Azure.
 *
 * @param clientId our application
 * @param clientSecret its secret, UTF-8; held as long as the service runs
 * @param authority where tokens are asked, {@code https://login.microsoftonline.com} in Azure
 * @param trust PEM file of the only authorities trusted for vaults and login; the JDK's when absent
 * @param connectTimeout for one connection, TLS included
 * @param responseTimeout until an answer begins, and between its parts; the caller's own time-out
 *     ends a call earlier, this one ends what nobody waits for any more
 * @param loginTimeout for a whole login, which goes on when those who waited for it have gone
 */
record AzureSettings(
    String clientId,
    SecretBytes clientSecret,
    URI authority,
    Optional<Path> trust,
    Duration connectTimeout,
    Duration responseTimeout,
    Duration loginTimeout) {
  /** Entra's address in Azure's public cloud. */
  static final URI DEFAULT_AUTHORITY = URI.create("https://login.microsoftonline.com");

  AzureSettings {
    if (!"https".equals(authority.getScheme()) || authority.getHost() == null) {
      throw new IllegalArgumentException("customerkey.azure.authority is not an https address");
    }
  }

  boolean isDefaultAuthority() {
    return DEFAULT_AUTHORITY.equals(authority);
  }
}
