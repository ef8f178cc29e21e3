package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Entropy;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * The provider's own two root keys, for what no customer key protects: one in each of two vaults,
 * in a directory of the provider's own.
 *
 * @param directory UUID text
 * @param keys addresses of the two keys, without version
 */
public record ProviderKeys(String directory, List<String> keys) {
  private static final List<String> VAULTS = List.of("provider-1", "provider-2");
  private static final String KEY = "root-key";
  private static final int SIZE = 3072;

  /** The keys' addresses do not change. */
  public ProviderKeys {
    keys = List.copyOf(keys);
  }

  /** Makes the vaults and keys that are missing; a key that somebody deleted stays deleted. */
  public static ProviderKeys open(VaultEmulator emulator) {
    String directory =
        emulator.vaults().stream()
            .map(Vault::facts)
            .filter(facts -> VAULTS.contains(facts.name()))
            .map(VaultFacts::directory)
            .findFirst()
            .orElseGet(() -> Entropy.uuid().toString());
    return new ProviderKeys(
        directory,
        VAULTS.parallelStream().map(name -> key(vault(emulator, name, directory))).toList());
  }

  private static Vault vault(VaultEmulator emulator, String name, String directory) {
    return emulator.vaults().stream()
        .filter(vault -> vault.facts().name().equals(name))
        .findFirst()
        .orElseGet(() -> emulator.create(name, directory, Permissions.Model.ACCESS_POLICY));
  }

  private static String key(Vault vault) {
    Keys keys = vault.keys();
    if (keys.list(false).isEmpty() && keys.list(true).isEmpty()) {
      new KeyAdmin(vault)
          .create(
              new JsonObject()
                  .put("name", KEY)
                  .put("size", SIZE)
                  .put("tags", new JsonObject().put("customerkey-tenant", "provider")));
    }
    return vault.facts().uri() + "/keys/" + KEY;
  }
}
