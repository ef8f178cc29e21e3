package io.customerkey.localstack.vault;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A key with all its versions, oldest first.
 *
 * @param deleted when it was deleted
 */
record NamedKey(String name, List<KeyVersion> versions, Optional<Instant> deleted) {
  NamedKey {
    versions = List.copyOf(versions);
  }

  KeyVersion current() {
    return versions.getLast();
  }

  KeyVersion version(String id) {
    return versions.stream()
        .filter(version -> version.id().equals(id))
        .findFirst()
        .orElseThrow(() -> Refusal.keyNotFound(name + "/" + id));
  }

  NamedKey plus(KeyVersion version) {
    List<KeyVersion> more = new ArrayList<>(versions);
    more.add(version);
    return new NamedKey(name, more, deleted);
  }

  /** With private keys: for the vault's file and, sealed, for backups. */
  JsonObject toJson() {
    return new JsonObject()
        .put("name", name)
        .put("deleted", deleted.map(Instant::toString).orElse(null))
        .put("versions", new JsonArray(versions.stream().map(KeyVersion::toJson).toList()));
  }

  static NamedKey fromJson(JsonObject json) {
    JsonArray versions = json.getJsonArray("versions");
    List<KeyVersion> parsed = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      parsed.add(KeyVersion.fromJson(versions.getJsonObject(i)));
    }
    return new NamedKey(
        json.getString("name"),
        parsed,
        Optional.ofNullable(json.getString("deleted")).map(Instant::parse));
  }
}
