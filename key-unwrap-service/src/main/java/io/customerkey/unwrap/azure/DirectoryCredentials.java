package io.customerkey.unwrap.azure;

import com.azure.core.http.HttpClient;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.VaultHost;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;

/** The credentials in use, one for each directory and kind of vault. */
final class DirectoryCredentials {
  /** The resources of Key Vault and Managed HSM in each cloud are their DNS suffixes. */
  private static final List<String> RESOURCES =
      List.of(
          "vault.azure.net",
          "vault.azure.cn",
          "vault.usgovcloudapi.net",
          "managedhsm.azure.net",
          "managedhsm.azure.cn",
          "managedhsm.usgovcloudapi.net");

  private final AzureSettings settings;
  private final HttpClient http;
  private final ExecutorService executor;
  private final Clock clock;
  private final Map<Target, DirectoryCredential> held = new ConcurrentHashMap<>();

  DirectoryCredentials(
      AzureSettings settings, HttpClient http, ExecutorService executor, Clock clock) {
    this.settings = settings;
    this.http = http;
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * @param directory the tenant's
   * @param scope of the vault
   * @return the one credential for both
   */
  DirectoryCredential of(DirectoryId directory, String scope) {
    return held.computeIfAbsent(
        new Target(directory, scope),
        target ->
            new DirectoryCredential(
                directory,
                scope,
                new EntraLogin(settings, directory, scope, http, executor, clock),
                clock));
  }

  /**
   * @param host a vault
   * @return the scope its tokens need, fixed by its DNS suffix; Key Vault's own for listed hosts
   *     outside Azure
   */
  static String scopeOf(VaultHost host) {
    return RESOURCES.stream()
        .filter(resource -> host.value().endsWith("." + resource))
        .findFirst()
        .map(resource -> "https://" + resource + "/.default")
        .orElse("https://vault.azure.net/.default");
  }

  private record Target(DirectoryId directory, String scope) {}
}
