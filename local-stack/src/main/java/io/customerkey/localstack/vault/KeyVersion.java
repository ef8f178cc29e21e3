package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One version of a key.
 *
 * @param id 32 hexadecimal digits
 * @param enabled a disabled version can be read but not used
 * @param notBefore before it the key does not wrap; it unwraps at any time
 * @param expires after it the key does not wrap; it unwraps at any time
 */
record KeyVersion(
    String id,
    KeyMaterial material,
    boolean enabled,
    Optional<Instant> notBefore,
    Optional<Instant> expires,
    Instant created,
    Instant updated,
    Map<String, String> tags) {
  static final int RECOVERABLE_DAYS = 90;

  KeyVersion {
    tags = Map.copyOf(tags);
  }

  /** This version with what the change names. */
  KeyVersion with(Change change, Instant now) {
    return new KeyVersion(
        id,
        material,
        change.enabled().orElse(enabled),
        change.notBefore().or(() -> notBefore),
        change.expires().or(() -> expires),
        created,
        now,
        change.tags().orElse(tags));
  }

  /**
   * What to set on a version; what is empty stays.
   *
   * @param tags replace all tags
   */
  record Change(
      Optional<Boolean> enabled,
      Optional<Instant> notBefore,
      Optional<Instant> expires,
      Optional<Map<String, String>> tags) {}

  JsonObject toJson() {
    return material
        .toJson()
        .put("id", id)
        .put("enabled", enabled)
        .put("notBefore", notBefore.map(Instant::toString).orElse(null))
        .put("expires", expires.map(Instant::toString).orElse(null))
        .put("created", created.toString())
        .put("updated", updated.toString())
        .put("tags", tagsJson());
  }

  static KeyVersion fromJson(JsonObject json) {
    return new KeyVersion(
        json.getString("id"),
        KeyMaterial.fromJson(json),
        json.getBoolean("enabled"),
        Optional.ofNullable(json.getString("notBefore")).map(Instant::parse),
        Optional.ofNullable(json.getString("expires")).map(Instant::parse),
        Instant.parse(json.getString("created")),
        Instant.parse(json.getString("updated")),
        tags(json.getJsonObject("tags")));
  }

  JsonObject tagsJson() {
    JsonObject json = new JsonObject();
    new TreeMap<>(tags).forEach(json::put);
    return json;
  }

  /** The tags of a JSON object of strings. */
  static Map<String, String> tags(JsonObject json) {
    Map<String, String> tags = new TreeMap<>();
    json.forEach(entry -> tags.put(entry.getKey(), String.valueOf(entry.getValue())));
    return tags;
  }
}
