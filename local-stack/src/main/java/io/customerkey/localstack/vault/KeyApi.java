package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Key Vault's operations on keys: parses their bodies, runs them on {@link Keys}, shapes answers.
 */
final class KeyApi {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final int DEFAULT_SIZE = 2048;

  private final Keys keys;
  private final Bundles bundles;
  private final Backups backups;
  private final String directory;

  /**
   * Operations of one vault.
   *
   * @param directory that the vault was made in
   */
  KeyApi(Keys keys, Bundles bundles, Backups backups, String directory) {
    this.keys = keys;
    this.bundles = bundles;
    this.backups = backups;
    this.directory = directory;
  }

  /**
   * Runs the operation.
   *
   * @param from where a page starts
   * @throws Refusal when Azure would refuse
   */
  Outcome.Reply run(Route route, JsonObject body, int from) {
    String name = route.key();
    return switch (route.action()) {
      case CREATE -> bundle(name, create(name, body));
      case IMPORT -> bundle(name, importKey(name, body));
      case ROTATE -> bundle(name, keys.rotate(name));
      case GET -> bundle(keys.get(name).name(), keys.get(name, route.version()));
      case UPDATE -> update(route, body);
      case LIST -> Outcome.Reply.ok(bundles.page(keys.list(false), from, bundles::item, "/keys"));
      case LIST_VERSIONS -> versions(keys.get(name), from);
      case LIST_DELETED ->
          Outcome.Reply.ok(
              bundles.page(keys.list(true), from, bundles::deletedItem, "/deletedkeys"));
      case GET_DELETED -> Outcome.Reply.ok(bundles.deletedBundle(keys.getDeleted(name)));
      case DELETE -> Outcome.Reply.ok(bundles.deletedBundle(keys.delete(name)));
      case RECOVER -> bundle(name, keys.recover(name).current());
      case PURGE -> {
        keys.purge(name);
        yield new Outcome.Reply(204, Optional.empty(), Map.of());
      }
      case BACKUP -> {
        byte[] backup = backups.seal(keys.get(name), directory);
        yield Outcome.Reply.ok(new JsonObject().put("value", ENCODER.encodeToString(backup)));
      }
      case RESTORE -> {
        NamedKey restored = keys.restore(backups.open(value(body), directory));
        yield bundle(restored.name(), restored.current());
      }
      case WRAP_KEY ->
          result(route, keys.wrap(name, route.version(), algorithm(body), value(body)));
      case UNWRAP_KEY ->
          result(route, keys.unwrap(name, route.version(), algorithm(body), value(body)));
    };
  }

  private KeyVersion create(String name, JsonObject body) {
    return keys.create(
        name, text(body, "kty"), body.getInteger("key_size", DEFAULT_SIZE), change(body));
  }

  private KeyVersion importKey(String name, JsonObject body) {
    JsonObject key = body.getJsonObject("key");
    if (key == null) {
      throw Refusal.badParameter("The property key is required");
    }
    return keys.importKey(name, ImportedKey.ofJwk(key), change(body));
  }

  private Outcome.Reply update(Route route, JsonObject body) {
    NamedKey key = keys.update(route.key(), route.version(), false, change(body));
    return bundle(key.name(), keys.get(route.key(), route.version()));
  }

  private Outcome.Reply versions(NamedKey key, int from) {
    return Outcome.Reply.ok(
        bundles.page(
            key.versions(),
            from,
            version -> bundles.item(key.name(), version.id(), version),
            "/keys/" + key.name() + "/versions"));
  }

  private Outcome.Reply bundle(String name, KeyVersion version) {
    return Outcome.Reply.ok(bundles.bundle(name, version));
  }

  private Outcome.Reply result(Route route, byte[] value) {
    KeyVersion version = keys.get(route.key(), route.version());
    return Outcome.Reply.ok(
        new JsonObject()
            .put("kid", bundles.id(route.key(), version.id()))
            .put("value", ENCODER.encodeToString(value)));
  }

  private static KeyVersion.Change change(JsonObject body) {
    JsonObject attributes = body.getJsonObject("attributes", new JsonObject());
    return new KeyVersion.Change(
        Optional.ofNullable(attributes.getBoolean("enabled")),
        Optional.ofNullable(attributes.getLong("nbf")).map(Instant::ofEpochSecond),
        Optional.ofNullable(attributes.getLong("exp")).map(Instant::ofEpochSecond),
        Optional.ofNullable(body.getJsonObject("tags")).map(KeyVersion::tags));
  }

  private static String algorithm(JsonObject body) {
    return text(body, "alg");
  }

  private static byte[] value(JsonObject body) {
    try {
      return Base64.getUrlDecoder().decode(text(body, "value"));
    } catch (IllegalArgumentException e) {
      throw Refusal.badParameter("Property value has invalid value");
    }
  }

  private static String text(JsonObject body, String field) {
    String text = body.getString(field);
    if (text == null || text.isEmpty()) {
      throw Refusal.badParameter("The property " + field + " is required");
    }
    return text;
  }
}
