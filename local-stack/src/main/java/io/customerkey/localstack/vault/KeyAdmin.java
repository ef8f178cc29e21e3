package io.customerkey.localstack.vault;

import io.customerkey.localstack.data.Rejected;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;

/** The admin API's view of one vault's keys. */
public final class KeyAdmin {
  private static final int DEFAULT_SIZE = 2048;

  private final Vault vault;
  private final Bundles bundles;

  KeyAdmin(Vault vault) {
    this.vault = vault;
    this.bundles = new Bundles(vault.facts().uri(), vault::recoveryLevel);
  }

  /** The current version of every key. */
  public JsonObject list() {
    JsonArray keys = new JsonArray();
    vault.keys().list(false).forEach(key -> keys.add(shape(key.name(), key.current())));
    return new JsonObject().put("keys", keys);
  }

  /** All versions of a key. */
  public JsonObject get(String name) {
    return run(() -> versions(vault.keys().get(name)));
  }

  /** Makes a key, or the next version of one. */
  public JsonObject create(JsonObject body) {
    String name = body.getString("name", "");
    return saved(() ->
        shape(
            name,
            vault
                .keys()
                .create(
                    name,
                    body.getString("type", "RSA"),
                    body.getInteger("size", DEFAULT_SIZE),
                    change(body))));
  }

  /** Makes a key, or the next version of one, of a private key in PEM. */
  public JsonObject importKey(String name, JsonObject body) {
    return saved(() ->
        shape(
            name,
            vault
                .keys()
                .importKey(name, ImportedKey.ofPem(body.getString("pem", "")), change(body))));
  }

  /** A key's backup, of use to vaults of the same directory. */
  public JsonObject backup(String name) {
    return run(() ->
        new JsonObject()
            .put("name", name)
            .put(
                "value",
                Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                        vault.backups().seal(vault.keys().get(name), vault.facts().directory()))));
  }

  /** Brings a key back from its backup. */
  public JsonObject restore(JsonObject body) {
    return saved(() -> {
      byte[] backup = Base64.getUrlDecoder().decode(body.getString("value", ""));
      return versions(
          vault.keys().restore(vault.backups().open(backup, vault.facts().directory())));
    });
  }

  /** Every deleted key: when, and until when it can be recovered. */
  public JsonObject listDeleted() {
    JsonArray keys = new JsonArray();
    for (NamedKey key : vault.keys().list(true)) {
      JsonObject bundle = bundles.deletedItem(key);
      keys.add(
          shape(key.name(), key.current())
              .put("deleted", Instant.ofEpochSecond(bundle.getLong("deletedDate")).toString())
              .put(
                  "purged",
                  Instant.ofEpochSecond(bundle.getLong("scheduledPurgeDate")).toString()));
    }
    return new JsonObject().put("keys", keys);
  }

  /** Makes a version like the current one. */
  public JsonObject rotate(String name) {
    return saved(() -> shape(name, vault.keys().rotate(name)));
  }

  /** Changes one version, or all when {@code version} is empty. */
  public JsonObject update(String name, String version, JsonObject body) {
    return saved(() -> versions(vault.keys().update(name, version, true, change(body))));
  }

  /** Deletes softly. */
  public void delete(String name) {
    saved(() -> versions(vault.keys().delete(name)));
  }

  /** Takes a deletion back. */
  public JsonObject recover(String name) {
    return saved(() -> versions(vault.keys().recover(name)));
  }

  /** Destroys a deleted key. */
  public void purge(String name) {
    saved(() -> {
      vault.keys().purge(name);
      return new JsonObject();
    });
  }

  private JsonObject saved(Supplier<JsonObject> act) {
    JsonObject result = run(act);
    vault.save();
    return result;
  }

  private static JsonObject run(Supplier<JsonObject> act) {
    try {
      return act.get();
    } catch (Refusal refusal) {
      Rejected.Kind kind =
          switch (refusal.status()) {
            case 404 -> Rejected.Kind.NOT_FOUND;
            case 409 -> Rejected.Kind.CONFLICT;
            default -> Rejected.Kind.BAD_REQUEST;
          };
      throw new Rejected(kind, String.valueOf(refusal.getMessage()));
    }
  }

  private JsonObject versions(NamedKey key) {
    JsonArray versions = new JsonArray();
    key.versions().forEach(version -> versions.add(shape(key.name(), version)));
    return new JsonObject().put("name", key.name()).put("versions", versions);
  }

  private JsonObject shape(String name, KeyVersion version) {
    return new JsonObject()
        .put("id", bundles.id(name, version.id()))
        .put("name", name)
        .put("version", version.id())
        .put("type", version.material().type())
        .put("size", version.material().size())
        .put("enabled", version.enabled())
        .put("created", version.created().toString())
        .put("updated", version.updated().toString())
        .put("notBefore", version.notBefore().map(Instant::toString).orElse(null))
        .put("expires", version.expires().map(Instant::toString).orElse(null))
        .put("recoveryLevel", vault.recoveryLevel())
        .put("tags", version.tagsJson());
  }

  private static KeyVersion.Change change(JsonObject body) {
    return new KeyVersion.Change(
        Optional.ofNullable(body.getBoolean("enabled")),
        Optional.ofNullable(body.getString("notBefore")).map(Instant::parse),
        Optional.ofNullable(body.getString("expires")).map(Instant::parse),
        Optional.ofNullable(body.getJsonObject("tags")).map(KeyVersion::tags));
  }
}
