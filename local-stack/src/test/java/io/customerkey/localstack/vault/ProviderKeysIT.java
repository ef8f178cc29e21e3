package io.customerkey.localstack.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProviderKeysIT {
  @TempDir private Path root;

  @Test
  void makesTwoTaggedKeysInADirectoryOfTheProvidersOwn() throws Exception {
    try (VaultFixture fixture = new VaultFixture(root)) {
      ProviderKeys provider = ProviderKeys.open(fixture.emulator);

      assertThat(provider.directory()).isNotEqualTo(VaultFixture.DIRECTORY);
      for (String name : new String[] {"provider-1", "provider-2"}) {
        JsonObject vault = fixture.admin().get(name);
        assertThat(vault.getString("directory")).isEqualTo(provider.directory());
        JsonObject key = vault.getJsonArray("keys").getJsonObject(0);
        assertThat(key.getInteger("size")).isEqualTo(3072);
        assertThat(key.getJsonObject("tags").getString("customerkey-tenant")).isEqualTo("provider");
        assertThat(provider.keys()).contains(vault.getString("uri") + "/keys/root-key");
      }
    }
  }

  @Test
  void keepsThemOverARestart() throws Exception {
    ProviderKeys first;
    try (VaultFixture fixture = new VaultFixture(root)) {
      first = ProviderKeys.open(fixture.emulator);
    }
    try (VaultFixture fixture = new VaultFixture(root)) {
      assertThat(ProviderKeys.open(fixture.emulator)).isEqualTo(first);
      assertThat(fixture.admin().keys("provider-1").get("root-key").getJsonArray("versions"))
          .hasSize(1);
    }
  }
}
