package io.customerkey.unwrap.azure;

import io.customerkey.crypto.Bytes;
import io.customerkey.crypto.SecretBytes;
import io.customerkey.unwrap.vault.DirectoryId;
import io.customerkey.unwrap.vault.KeyUri;
import io.customerkey.unwrap.vault.VaultAnswer;
import io.customerkey.unwrap.vault.VaultRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the emulator of the local stack give an answer of the corpus, as its owner would. */
final class EmulatorScenes {
  private static final DirectoryId DIRECTORY = AnswerStage.DIRECTORY;
  private static final JsonObject PERMISSIONS =
      new JsonObject()
          .put("permissions", new JsonArray().add("get").add("wrapKey").add("unwrapKey"));

  private final VaultsOfTheStack stack;
  private final String vault;
  private final String rbacVault = "vault-rbac";
  private final KeyUri key;
  private final Bytes wrapped;
  private final AtomicInteger names = new AtomicInteger();

  EmulatorScenes(VaultsOfTheStack stack) {
    this.stack = stack;
    this.vault = stack.createVault(DIRECTORY);
    stack
        .admin()
        .create(
            new JsonObject()
                .put("name", rbacVault)
                .put("directory", DIRECTORY.toString())
                .put("permissionModel", "rbac"));
    this.key = stack.createKey(vault, new JsonObject().put("name", "ck"));
    this.wrapped = wrapped(stack, key);
  }

  private static Bytes wrapped(VaultsOfTheStack stack, KeyUri key) {
    VaultAnswer<Bytes> made =
        stack
            .freshAdapter()
            .wrap(stack.request(key, DIRECTORY), SecretBytes.takeOwnershipOf(new byte[64]))
            .await()
            .indefinitely();
    return ((VaultAnswer.Ok<Bytes>) made).value();
  }

  /** Plays an answer, and leaves the emulator as it was. */
  VaultAnswer<?> play(CorpusAnswer answer) {
    try {
      return ask(answer, new JsonObject(answer.json().path("emulator").toString()));
    } finally {
      stack.admin().clearFaults(vault, Optional.empty());
      stack.admin().clearLoginFaults(Optional.empty());
      stack.admin().consent(DIRECTORY.toString(), "customer-key", true);
      stack.admin().permit(vault, "customer-key", PERMISSIONS);
    }
  }

  private VaultAnswer<?> ask(CorpusAnswer answer, JsonObject scene) {
    Optional.ofNullable(scene.getJsonObject("vault"))
        .ifPresent(fault -> stack.admin().addFault(vault, fault));
    Optional.ofNullable(scene.getJsonObject("login"))
        .ifPresent(fault -> stack.admin().addLoginFault(fault));
    String name = scene.getString("scene", "as-it-is");
    KeyUri asked = set(name);
    DirectoryId directory =
        name.equals("unknown-directory") ? VaultsOfTheStack.directory(99) : DIRECTORY;
    Duration patience =
        scene.encode().contains("stall") ? Duration.ofSeconds(1) : VaultsOfTheStack.TIMEOUT;
    VaultRequest request = stack.request(asked, directory, patience);
    AzureVault azure = stack.freshAdapter();
    return answer.operation().equals("wrap")
        ? azure.wrap(request, SecretBytes.takeOwnershipOf(new byte[64])).await().indefinitely()
        : azure.unwrap(request, ciphertext(name)).await().indefinitely();
  }

  /** Sets the scene and names the key that is asked. */
  private KeyUri set(String scene) {
    return switch (scene) {
      case "as-it-is", "ciphertext-of-another-key", "unknown-directory" -> key;
      case "disabled-key" -> fresh(new JsonObject().put("enabled", false));
      case "expired-key" -> fresh(new JsonObject().put("expires", "2020-01-01T00:00:00Z"));
      case "key-of-tomorrow" -> fresh(new JsonObject().put("notBefore", "2222-01-01T00:00:00Z"));
      case "deleted-key" -> deleted(false);
      case "purged-key" -> deleted(true);
      case "unknown-version" -> key.at("0".repeat(32));
      case "no-permission" -> {
        stack.admin().revoke(vault, "customer-key");
        yield key;
      }
      case "no-role" -> {
        stack.admin().revoke(rbacVault, "customer-key");
        yield stack.createKey(rbacVault, new JsonObject().put("name", "ck"));
      }
      case "moved-vault" -> {
        stack
            .admin()
            .addFault(
                vault,
                new JsonObject()
                    .put("kind", "moved")
                    .put("directory", AnswerStage.ELSEWHERE.toString()));
        yield key;
      }
      case "no-consent" -> {
        stack.admin().consent(DIRECTORY.toString(), "customer-key", false);
        yield key;
      }
      default -> throw new IllegalArgumentException(scene);
    };
  }

  private KeyUri fresh(JsonObject attributes) {
    return stack.createKey(vault, attributes.put("name", "ck-" + names.incrementAndGet()));
  }

  private KeyUri deleted(boolean purged) {
    KeyUri gone = fresh(new JsonObject());
    stack.admin().keys(vault).delete(gone.name());
    if (purged) {
      stack.admin().keys(vault).purge(gone.name());
    }
    return gone;
  }

  private Bytes ciphertext(String scene) {
    return scene.equals("ciphertext-of-another-key")
        ? Bytes.takeOwnershipOf(new byte[256])
        : wrapped;
  }
}
