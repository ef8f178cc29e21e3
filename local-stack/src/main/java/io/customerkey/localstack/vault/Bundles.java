package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Key Vault's JSON shapes: KeyBundle, KeyItem, DeletedKeyBundle, lists with a next link. */
final class Bundles {
  private static final int PAGE = 25;

  private final String vaultUri;
  private final Supplier<String> recoveryLevel;

  /**
   * Shapes of one vault.
   *
   * @param vaultUri without a slash at the end
   * @param recoveryLevel of the vault now
   */
  Bundles(String vaultUri, Supplier<String> recoveryLevel) {
    this.vaultUri = vaultUri;
    this.recoveryLevel = recoveryLevel;
  }

  String id(String key, String version) {
    return vaultUri + "/keys/" + key + (version.isEmpty() ? "" : "/" + version);
  }

  JsonObject bundle(String key, KeyVersion version) {
    JsonObject jwk = version.material().jwk().put("kid", id(key, version.id()));
    return new JsonObject()
        .put("key", jwk)
        .put("attributes", attributes(version))
        .put("tags", version.tagsJson());
  }

  JsonObject deletedBundle(NamedKey key) {
    JsonObject json = bundle(key.name(), key.current());
    return deletion(json, key);
  }

  JsonObject item(NamedKey key) {
    return item(key.name(), "", key.current());
  }

  JsonObject deletedItem(NamedKey key) {
    return deletion(item(key), key);
  }

  JsonObject item(String key, String shownVersion, KeyVersion version) {
    return new JsonObject()
        .put("kid", id(key, shownVersion))
        .put("attributes", attributes(version))
        .put("tags", version.tagsJson());
  }

  /** One page of at most 25, starting at {@code from}, with the link to the next one. */
  <T> JsonObject page(List<T> all, int from, Function<T, JsonObject> shape, String path) {
    int to = Math.min(all.size(), from + PAGE);
    JsonArray value = new JsonArray();
    all.subList(Math.min(from, to), to).forEach(each -> value.add(shape.apply(each)));
    String next = vaultUri + path + "?api-version=7.6&$skiptoken=" + to;
    return new JsonObject().put("value", value).put("nextLink", to < all.size() ? next : null);
  }

  private JsonObject deletion(JsonObject json, NamedKey key) {
    Instant deleted = key.deleted().orElseThrow();
    return json.put("recoveryId", vaultUri + "/deletedkeys/" + key.name())
        .put("deletedDate", deleted.getEpochSecond())
        .put(
            "scheduledPurgeDate",
            deleted.plus(Duration.ofDays(KeyVersion.RECOVERABLE_DAYS)).getEpochSecond());
  }

  private JsonObject attributes(KeyVersion version) {
    JsonObject json = new JsonObject().put("enabled", version.enabled());
    version.notBefore().ifPresent(at -> json.put("nbf", at.getEpochSecond()));
    version.expires().ifPresent(at -> json.put("exp", at.getEpochSecond()));
    return json.put("created", version.created().getEpochSecond())
        .put("updated", version.updated().getEpochSecond())
        .put("recoveryLevel", recoveryLevel.get())
        .put("recoverableDays", KeyVersion.RECOVERABLE_DAYS)
        .put("exportable", false);
  }
}
